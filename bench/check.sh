# Is it a copy?  What a program must have done for its time to count.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

# After every run the number of entries and bytes is compared, of a file also
# its beginning and end.  After the warm-up the whole contents are, and of a
# tree the metadata: a program that does not keep something is still listed,
# and the table says what it loses.

# count_tree DIR...: print the number of entries and the bytes of all files.
count_tree ()
{
  find "$@" -printf '%y %s\n' | awk '
    $1 == "f" { bytes += $2 }
    END { printf "%d %.0f\n", NR, bytes }'
}

# Where the copies of $sources are.
set_copies ()
{
  local source
  copies=()
  for source in "${sources[@]}"; do
    copies+=("$dest/${source##*/}")
  done
}

# Each check prints nothing if all is well, else a few words.

check_tree ()
{
  local got
  set_copies
  got=$(count_tree "${copies[@]}" 2>/dev/null)
  [ "$got" = "$count $bytes" ] && return
  echo "copied ${got% *} of $count entries, ${got#* } of $bytes bytes"
}

check_tree_contents ()
{
  local i
  [ "$bytes" -gt 0 ] || return 0
  set_copies
  for i in "${!sources[@]}"; do
    diff -rq --no-dereference "${sources[i]}" "${copies[i]}" >/dev/null 2>&1 \
      || { echo 'contents differ'; return; }
  done
}

check_file ()
{
  local tail=$((bytes > 1048576 ? bytes - 1048576 : 0))
  if [ "$(stat -c %s "$dest/copy" 2>/dev/null)" != "$bytes" ]; then
    echo 'not the whole file'
  elif ! cmp -s -n 1048576 "${sources[0]}" "$dest/copy" \
       || ! cmp -s -i "$tail" "${sources[0]}" "$dest/copy"; then
    echo 'contents differ'
  fi
}

check_file_contents ()
{
  cmp -s "${sources[0]}" "$dest/copy" || echo 'contents differ'
}

# Small files copied one by one: DEST/000000 and so on.
check_calls ()
{
  local got
  got=$(find "$dest" -type f -size "-$((bytes + 1))c" \
             -size "+$((bytes - 1))c" | wc -l)
  [ "$got" = "$count" ] || echo "copied $got of $count files"
}

# One line per entry: name, type, mode, owner, time, link target.
manifest ()
{
  local dir
  for dir; do
    find "$dir" -printf "${dir##*/}/%P\t%y\t%m\t%U:%G\t%T@\t%l\n"
  done
}

# The number of distinct inodes among the files: hard links that were not kept
# make it larger.
inodes ()
{
  find "$@" -type f -printf '%D:%i\n' | sort -u | wc -l
}

# Print what the copy does not have of what the sources have, in words.
check_tree_loses ()
{
  set_copies
  # Large generated directories hold nothing but plain files.
  if [ "$count" -le 200000 ]; then
    manifest "${sources[@]}" >"$work/manifest.from"
    manifest "${copies[@]}" >"$work/manifest.to"
    awk -f "$bench/losses.awk" "$work/manifest.from" "$work/manifest.to"
  fi
  [ "$(inodes "${sources[@]}")" = "$(inodes "${copies[@]}")" ] \
    || printf ' hard-links'
}
