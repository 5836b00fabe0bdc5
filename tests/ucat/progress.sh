#!/bin/sh
# --progress and --stats say what was done on standard error, and change nothing.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise a 3000000
noise b 10
cat a b a >expected

once ()
{
  returns 0 ucat --progress a b a >out 2>err
  same expected out
  silent err
  returns 0 ucat --progress=always a b a >out 2>err
  same expected out
  tr '\r' '\n' <err >lines
  says lines "3/3 files"
  ucat --progress=always -n a - b <a 2>err >out
  tr '\r' '\n' <err >lines
  says lines "3/3 files"
  cat a | ucat --progress=always a - >out 2>err
  cat a a | cmp - out || fail_ "with standard input"

  returns 0 ucat --progress=json --stats a b a >out 2>err
  same expected out
  says err '"type":"summary"'
  says err '"type":"stats"'
  returns 0 ucat --stats a b a >out 2>err
  same expected out
  says err "bytes: 6000010 in "
}
each_engine once
returns 1 ucat --progress=no-such a 2>err
says err no-such
