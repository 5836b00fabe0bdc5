#!/bin/sh
# A file that shrinks while it is copied does not leave zeros in its copy.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 400000000 /dev/zero | tr '\0' s >original
once ()
{
  cp original src
  returned=0
  ucp --reflink=never src copy 2>err &
  pid=$!
  # Cut the file when some of it has been copied.
  while kill -0 $pid 2>/dev/null; do
    size=$(stat -c %b copy 2>/dev/null || echo 0)
    test "$size" = 0 || break
  done
  truncate -s 1000001 src
  wait $pid || returned=$?
  test "$returned" = 0 || says err src
  size=$(stat -c %s copy)
  test "$size" -ge 1000001 || test "$returned" != 0 || fail_ "only $size bytes"
  cmp -n "$size" original copy || fail_ "the copy has what the source never had"
  rm copy
}
each_engine once
