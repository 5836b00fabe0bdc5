#!/bin/sh
# --files0-from: names from a list.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise a 100
noise b 300000
echo text >'new
line'

once ()
{
  printf 'a\0b\0new\nline\0a' >list
  cat a b 'new
line' a >expected
  returns 0 ucat --files0-from=list >out
  same expected out
  cat list | ucat --files0-from=- >out
  same expected out
  returns 0 ucat --files0-from=- <list >out
  same expected out
  : >empty
  returns 0 ucat --files0-from=empty </dev/null >out
  silent out

  i=0
  while test $i -lt 2000; do
    printf 'a\0'
    i=$((i + 1))
  done >list
  ucat --files0-from=list | wc -c >out
  test "$(cat out)" = 200000 || fail_ "$(cat out) bytes of a long list"

  # A dash in a list is standard input, unless that has the list.
  printf 'a\0-\0' >list
  returns 0 ucat --files0-from=list <b >out
  cat a b | cmp - out || fail_ "a dash in a list"
  returns 1 ucat --files0-from=- <list >out 2>err
  same a out
  says err "ucat: -:2: standard input has the names, and is no file"

  printf 'a\0\0missing\0b\0' >list
  returns 1 ucat --files0-from=list >out 2>err
  cat a b | cmp - out || fail_ "errors in a list"
  says err "ucat: list:2: invalid zero-length file name"
  says err "ucat: missing: No such file or directory"

  returns 1 ucat --files0-from=missing 2>err
  says err "ucat: cannot open 'missing' for reading: No such file"
  returns 1 ucat --files0-from=list a 2>err
  says err "ucat: extra operand 'a'"
  says err "file operands cannot be combined with --files0-from"
  returns 1 ucat --files0-from=. 2>err
  says err "ucat: .: read error: Is a directory"

  # A file is written when its name has come, whatever else will.
  rm -f names out
  mkfifo names out
  ucat --files0-from=names >out &
  exec 4<out 3>names
  printf 'new\nline\0' >&3
  read -r answer <&4
  test "$answer" = text || fail_ "'$answer' is no text"
  printf 'new\nline\0' >&3
  read -r answer <&4
  exec 3>&-
  cat <&4 >rest
  exec 4<&-
  silent rest
  wait
  rm names out
}
each_engine once
