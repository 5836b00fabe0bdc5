#!/bin/sh
# A small file that changes while it is in the pipe: the reader gets what it was.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

once ()
{
  rm -f mark
  noise small 60000
  cp small expected
  { ucat small; : >mark; } | {
    until test -e mark; do :; done
    dd if=/dev/zero of=small bs=60000 count=1 conv=notrunc status=none
    cat
  } >out
  same expected out
}
each_engine once
