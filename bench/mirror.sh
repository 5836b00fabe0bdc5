# What a mirror is measured by: rsync and usync --mirror between the same two trees.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

mirror_scenarios=(mirror-first-hot mirror-first-cold mirror-same-hot
                  mirror-same-cold mirror-sums-hot mirror-sums-cold
                  mirror-image mirror-delete mirror-1m)

# scenario_mirror SCENARIO: the trees are mirrored for the first time, or are on both
# sides already ("same"; "sums": by -c), or an image has changed in a few blocks, or
# the trees are to be deleted; or a large directory is mirrored, for its memory.
scenario_mirror ()
{
  kind=tree call=mirror state=${1##*-}
  mirror=${1#mirror-} mirror=${mirror%-*}
  places='ext4 xfs btrfs directory'
  sources=("${trees[@]}")
  case $1 in
    mirror-image) kind=file state=hot sources=("$work/file") ;;
    mirror-delete) kind=delete state=hot ;;
    mirror-1m) state=hot runs=2 first=true sources=("$sources_dir/empty-1m") ;;
  esac
}

# What has to be there before the clock starts.
mirror_prepare ()
{
  case $mirror in
    same | sums) "$ucp" -a "${sources[@]}" "$dest" ;;
    image) "$ucp" "${sources[0]}" "$dest/copy" && mirror_change "$dest/copy" \
             && touch -d @0 "$dest/copy" ;;
    delete) "$ucp" -a "${sources[@]}" "$dest" && mkdir -p "$work/kept" \
              && echo kept >"$work/kept/file" ;;
  esac
}

# Change 32 blocks of FILE, at equal distances.
mirror_change ()
{
  local i
  for ((i = 0; i < 32; i++)); do
    dd if=/dev/zero of="$1" bs=4096 count=1 seek=$((bytes / 4096 * i / 32)) \
       conv=notrunc status=none || return
  done
}

# The command line of ID, as tool_template has it: usync-uring is usync with
# --engine=uring.
template_mirror ()
{
  case $1 in
    rsync) template=(rsync -a) ;;
    usync) template=("$usync" --mirror) ;;
    usync-*) template=("$usync" --mirror "--engine=${1#usync-}") ;;
    *) return 1 ;;
  esac
  case $mirror in
    sums) template+=(-c) ;;
    image) template+=(--inplace)
           [ "$1" != rsync ] || template+=(--no-whole-file) ;;
    delete) template+=(--delete "$work/kept/" @D/); return ;;
  esac
  template+=(@S @D)
}

label_mirror ()
{
  local label=rsync
  case $1 in
    usync) label='usync --mirror' ;;
    usync-*) label="usync --mirror --engine=${1#usync-}" ;;
  esac
  case $mirror in
    sums) label+=' -c' ;;
    image) label+=' --inplace' ;;
    delete) label+=' --delete' ;;
  esac
  echo "$label"
}

# What is left after everything is deleted.
check_delete ()
{
  local left
  left=$(find "$dest" -mindepth 1 | wc -l)
  [ "$left" = 1 ] && [ -e "$dest/file" ] || echo "$left names are left"
}
