#!/bin/sh
# --nocache makes the same copy and leaves no data in the page cache.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=files,sparse,prealloc,nested
head -c 20000123 /dev/urandom >src/large
each ()
{
  quietly ucp -a --nocache src "$1/copy.$engine"
  same_tree src "$1/copy.$engine"
}
each_engine each .
for type in ext4 xfs btrfs tmpfs; do
  if try_fs $type 500M; then
    each_engine each "$mnt"
  else
    note_ "$type left out: $fs_why"
  fi
done

command -v fincore >/dev/null || exit 0
cached ()
{
  fincore --bytes --noheadings --output PAGES "$1"
}
cached src/large >pages || exit 0
cold ()
{
  rm -f cold
  sync src/large
  dd if=src/large iflag=nocache count=0 status=none
  test "$(cached src/large)" -lt 10 || return 0
  quietly ucp --nocache src/large cold
  for file in src/large cold; do
    # What is being written back goes when that is over.
    tries=20
    while test "$(cached $file)" -ge 100 && test $tries -gt 0; do
      sleep 0.2
      tries=$((tries - 1))
    done
    test "$(cached $file)" -lt 100 || fail_ "$(cached $file) pages of $file"
  done
}
each_engine cold
