#!/bin/sh
# With --direct and --nocache, the files that come next are not brought into the
# page cache either.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ fincore

pages ()
{
  fincore --bytes --noheadings --output PAGES "$@" \
    | awk '{ sum += $1 } END { print sum }'
}

for i in 1 2 3 4 5 6; do
  head -c 100000 /dev/urandom >file.$i
done
sync file.*
empty_cache ()
{
  for file in file.*; do
    dd if="$file" iflag=nocache count=0 status=none
  done
}
empty_cache
test "$(pages file.*)" = 0 || skip_ "this file system keeps what it has cached"

once ()
{
  for option in --direct --nocache '--nocache -n'; do
    empty_cache
    # shellcheck disable=SC2086  # words
    returns 0 ucat $option file.* >/dev/null
    # A page or two may come with what tells about a file.
    test "$(pages file.*)" -lt 12 \
      || fail_ "$option: $(pages file.*) pages are in the page cache"
  done
}
each_engine once
