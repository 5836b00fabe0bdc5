#!/bin/sh
# A file that grows while it is copied is copied at least to the size it had.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 150000000 /dev/zero | tr '\0' g >original
once ()
{
  cp original src
  (while echo more >>src; do :; done) &
  writer=$!
  at_end "kill $writer 2>/dev/null"
  returned=0
  ucp src copy 2>err || returned=$?
  kill $writer
  wait $writer 2>/dev/null || :
  size=$(stat -c %s copy)
  test "$returned" = 0 || says err src
  test "$size" -ge 150000000 || test "$returned" != 0 \
    || fail_ "only $size bytes were copied"
  # Whatever was copied is what the file had.
  cmp -n "$size" src copy || fail_ "the copy is no beginning of the source"
  test "$(stat -c %s src)" -ge "$size" || fail_ "the copy is longer"
  rm copy
}
each_engine once
