#!/bin/sh
# A file that is the output, too, is an error where reading it would not end.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

once ()
{
  echo text >a
  echo more >b
  returns 1 ucat a b >>a 2>err
  echo "ucat: a: input file is output file" >expected
  compare expected err
  printf 'text\nmore\n' >expected
  compare expected a

  returns 1 ucat - b <a >>a 2>err
  says err "ucat: -: input file is output file"
  returns 1 ucat -n a >>a 2>err
  says err "ucat: a: input file is output file"

  # Nothing is there to be read yet, or not any more.
  : >empty
  returns 0 ucat empty >>empty
  echo text >a
  { head -n 1 >/dev/null; returns 0 ucat >>a; } <a
  echo text >expected
  compare expected a

  # Ahead of what is written, and in step with it.
  noise a 1000000
  cp a expected
  returns 0 ucat a 1<>a
  same expected a
  tail -c 400000 expected >new
  tail -c +400001 expected | tail -c 600000 >>new
  { head -c 600000 >/dev/null; returns 0 ucat; } <a 1<>a
  { tail -c 400000 expected; tail -c 600000 expected; } >new
  same new a

  # It is not the output that matters with pipes.
  echo text | ucat | ucat >out
  echo text >expected
  compare expected out
}
each_engine once
