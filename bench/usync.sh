# What usync is measured by: freshly written files, flushed by sync and by usync.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

usync_scenarios=(flush-files flush-tree)

# Find the usync that was built beside ucp.
find_usync ()
{
  usync=$(dirname "$ucp")/usync
  [ ! -x "$usync" ] || return 0
  usync=
  note 'no usync beside ucp: left out'
}

# scenario_usync SCENARIO: files that are written just before the clock starts, to
# be flushed by their names, or as a tree.
scenario_usync ()
{
  kind=flush call=${1/-/_} state=fresh runs=9
  places='ext4 xfs btrfs directory'
  sources=()
}

# Write what is to be flushed into $dest; nothing else is to be written back.
flush_prepare ()
{
  sync
  case $call in
    flush_files)
      "$helpers/populate" flat "$n_flush_files" "$dest/written" || return
      sources=("$dest"/written/*) ;;
    flush_tree)
      "$helpers/populate" tree "$n_flush_tree" "$dest/written" || return
      sources=("$dest/written") ;;
  esac
}

# Set $count and $bytes to that.
flush_count ()
{
  case $call in
    flush_files) count=$n_flush_files ;;
    flush_tree) count=$n_flush_tree ;;
  esac
  bytes=$((count * 4096))
}

# The command line of ID, as tool_template has it: usync-uring is usync with
# --engine=uring.
template_flush ()
{
  case $1 in
    sync)
      [ "$call" = flush_files ] || { template=(find @S -exec sync '{}' +); return; }
      template=(sync) ;;
    usync) template=("$usync") ;;
    usync-*) template=("$usync" "--engine=${1#usync-}") ;;
    *) return 1 ;;
  esac
  [ "$call" = flush_files ] || template+=(-r)
  template+=(@S)
}

label_flush ()
{
  local label=$1 recursive=
  [ "$call" = flush_files ] || recursive=' -r'
  case $1 in
    sync) [ "$call" = flush_files ] || label='find -exec sync {} +' ;;
    usync) label=usync$recursive ;;
    usync-*) label="usync --engine=${1#usync-}$recursive" ;;
  esac
  echo "$label"
}
