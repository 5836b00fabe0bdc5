# What udd is measured by: dd's records, copied by dd and by udd.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

udd_scenarios=(dd-512 dd-4k dd-1m dd-direct-4k dd-direct-64k dd-direct-1m)

# Find the udd that was built beside ucp.
find_udd ()
{
  udd=$(dirname "$ucp")/udd
  [ ! -x "$udd" ] || return 0
  udd=
  note 'no udd beside ucp: left out'
}

# scenario_udd SCENARIO: its name says the size of a record and whether both
# sides are read and written past the page cache, which takes dd so long that
# it gets a smaller file.
scenario_udd ()
{
  kind=file call=dd state=hot
  places='ext4 xfs btrfs directory'
  sources=("$work/file")
  dd_operands=("bs=${1##*-}")
  dd_operands=("${dd_operands[@]/%m/M}")
  case $1 in
    dd-direct-*)
      state=cold
      sources=("$work/part")
      dd_operands+=(iflag=direct oflag=direct) ;;
  esac
}

# The command line of ID, as tool_template has it: udd-uring is udd with
# engine=uring.
template_dd ()
{
  case $1 in
    dd) template=(dd) ;;
    udd) template=("$udd") ;;
    udd-*) template=("$udd" "engine=${1#udd-}") ;;
    *) return 1 ;;
  esac
  template+=(if=@S of=@D "${dd_operands[@]}" status=none)
}
