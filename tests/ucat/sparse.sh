#!/bin/sh
# Holes: the bytes are there, the length is right, and to a file they are holes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

truncate -s 40M sparse
echo middle | dd of=sparse bs=1M seek=20 conv=notrunc status=none
truncate -s 50M end
noise head 600000
cat head >mixed
truncate -s 8M mixed

once ()
{
  cat head sparse mixed end head >expected
  returns 0 ucat head sparse mixed end head >out
  same expected out
  ucat head sparse mixed end head | cmp - expected || fail_ "to a pipe"
  returns 0 ucat head end >out
  test "$(stat -c %s out)" = $((600000 + 50 * 1048576)) \
    || fail_ "$(stat -c %s out) bytes"
  # Over what is there already, holes are zeros.
  tr '\0' x </dev/zero | head -c 60000000 >out
  returns 0 ucat sparse 1<>out
  tr '\0' x </dev/zero | head -c 60000000 >expected
  dd if=sparse of=expected bs=1M conv=notrunc status=none
  same expected out
}
each_engine once
