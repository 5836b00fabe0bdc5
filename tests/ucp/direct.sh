#!/bin/sh
# --direct makes the same copy, aligned or not, where there is O_DIRECT and where
# there is none, and leaves the page cache alone.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=files,sparse,prealloc,nested
head -c 20000123 /dev/urandom >src/large
once ()
{
  quietly ucp -a --direct src "copy.$engine"
  same_tree src "copy.$engine"
  quietly ucp -a --direct --chunk-size=4096 src/files "small.$engine"
  same_tree src/files "small.$engine"
  # Over what is there, longer and shorter.
  head -c 30000000 /dev/zero >over
  quietly ucp --direct src/large over
  compare src/large over
  quietly ucp --direct src/files/size-4097 over
  compare src/files/size-4097 over
}
each_engine once
if try_fs tmpfs 300M; then
  elsewhere ()
  {
    quietly ucp -a --direct src "$mnt/copy.$engine"
    same_tree src "$mnt/copy.$engine"
    quietly ucp -a --direct "$mnt/copy.$engine" "back.$engine"
    same_tree "$mnt/copy.$engine" "back.$engine"
  }
  each_engine elsewhere
fi

# cached FILE: how many of its pages are in the page cache
cached ()
{
  fincore --bytes --noheadings --output PAGES "$1"
}
if ! command -v fincore >/dev/null || ! cached src/large >pages; then
  note_ "no fincore: the page cache is not looked at"
elif ! dd if=src/large iflag=direct bs=1M of=/dev/null status=none; then
  note_ "no O_DIRECT here: the page cache is not looked at"
else
  cold ()
  {
    rm -f cold
    sync src/large
    dd if=src/large iflag=nocache count=0 status=none
    test "$(cached src/large)" -lt 10 || return 0
    quietly ucp --direct src/large cold
    for file in src/large cold; do
      # A tail that is no whole block is copied through the cache.
      test "$(cached $file)" -lt 100 || fail_ "$(cached $file) pages of $file"
    done
    compare src/large cold
  }
  each_engine cold
fi
