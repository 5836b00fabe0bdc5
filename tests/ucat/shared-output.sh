#!/bin/sh
# Who shares standard output, or input, finds it as cat leaves it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise a 3000000
noise b 2500000
head -c 1000000 /dev/zero | tr '\0' A >as
head -c 1000000 /dev/zero | tr '\0' B >bs

once ()
{
  { echo 1; ucat a; echo 2; ucat b a; echo 3; } >out
  { echo 1; cat a; echo 2; cat b a; echo 3; } >expected
  same expected out
  : >out
  { echo 1; ucat a; echo 2; ucat b a; echo 3; } >>out
  same expected out

  # At the same time nothing is lost, whoever writes where.  (The others write
  # by dd, since cat itself loses: copy_file_range () moves the position without
  # its lock.)
  for redirected in '>out' '>>out'; do
    rm -f out
    eval "{ ucat as bs & ucat bs as & dd if=as bs=100000 status=none & wait; } $redirected"
    test "$(wc -c <out)" = 5000000 || fail_ "$redirected: $(wc -c <out) bytes"
    test "$(tr -d B <out | wc -c)" = 3000000 || fail_ "$redirected: lost As"
    test "$(tr -d A <out | wc -c)" = 2000000 || fail_ "$redirected: lost Bs"
  done

  # Standard input: where it stands, and where it then stands.
  { head -c 1000000 >/dev/null; ucat; } <a >out
  tail -c 2000000 a >expected
  same expected out
  exec 3<a
  ucat - b <&3 >out
  test -z "$(head -c 1 <&3)" || fail_ "standard input is not at its end"
  exec 3<&-
  cat a b >expected
  same expected out

  # Two who read one open file get each byte once between them.
  { ucat <&3 & ucat <&3 & wait; } 3<a >out
  test "$(wc -c <out)" = 3000000 || fail_ "a shared input: $(wc -c <out)"
  n=$({ ucat <&3 & ucat <&3 & wait; } 3<a | wc -c)
  test "$n" = 3000000 || fail_ "a shared input to a pipe: $n"

  # An error in between leaves no gap.
  returns 1 ucat as missing bs >out 2>/dev/null
  cat as bs >expected
  same expected out
}
each_engine once
