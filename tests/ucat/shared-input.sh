#!/bin/sh
# A standard input that others read, too, is moved by the kernel all the same:
# each byte goes to one of them, and its position is left where cat leaves it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

# Not a whole number of pieces.
noise a 3000123
cat a a >twice
head -c 1000 a >few

# pieces FILE...: the sums of all pieces that are taken at once.
pieces ()
{
  for file; do
    split -b 131072 --filter=cksum "$file"
  done | sort
}
pieces a >expected.pieces

# outputs COMMAND...: run COMMAND with its standard output to a pipe, a socket
# and /dev/null; what comes is in out but for the last.
outputs ()
{
  for output in pipe socket null file append; do
    : >out
    case $output in
      pipe) "$@" | cat >out ;;
      socket) plumb socket sh -c '"$@"' - "$@" >out ;;
      null) "$@" >/dev/null ;;
      file) "$@" >out ;;
      append) "$@" >>out ;;
    esac 3<a
    test $output = null || same a out
  done
}

once ()
{
  outputs sh -c 'ucat <&3; test -z "$(head -c 1 <&3)"'
  { dd bs=100000 count=1 status=none; ucat; } <a | cmp - a >&9 \
    || fail_ "what follows the position"
  { dd bs=100000 count=1 status=none; ucat - few; } <a >out
  cat a few | cmp - out >&9 || fail_ "what follows the position, to a file"

  # Two read at once, each for himself: every piece comes once.
  { ucat <&3 | cat >one & ucat <&3 | cat >two & wait; } 3<a
  pieces one two >actual.pieces
  compare expected.pieces actual.pieces
  { ucat <&3 >one & ucat <&3 >two & wait; } 3<a
  test $(($(wc -c <one) + $(wc -c <two))) = 3000123 \
    || fail_ "to files: $(wc -c one two)"
  # One of them by reads.
  n=$({ ucat <&3 & dd bs=1000 status=none <&3 & ucat -u <&3 & wait; } 3<a | wc -c)
  test "$n" = 3000123 || fail_ "beside dd: $n bytes"
  n=$({ ucat <&3 & ucat <&3 & ucat <&3 & wait; } 3<twice | wc -c)
  test "$n" = 6000246 || fail_ "three: $n bytes"

  # It grows behind what was looked at, and is cut.
  cp a grown
  { ucat; cat few >>grown; ucat; } <grown >out
  cat a few | cmp - out >&9 || fail_ "what it grew by"
  cp a grown
  { ucat; cat few >>grown; ucat; } <grown | cat >out
  cat a few | cmp - out >&9 || fail_ "what it grew by, by a pipe"
}
each_engine once

# Where nobody reads any more, as much is gone as with cat.
mkfifo fifo
left ()
{
  exec 5<>fifo 6>fifo 5<&-
  { (trap '' PIPE; returns 1 "$1" <&3 >&6 2>err); wc -c <&3; } 3<a >"$2"
  exec 6>&-
}
left cat cat.left
broken ()
{
  left ucat ucat.left
  compare cat.left ucat.left
}
each_engine broken

# What a limit keeps from a file stays in the input.
limited ()
{
  : >out
  { (trap '' XFSZ; ulimit -f 1000; returns 1 ucat <&3 >out 2>err); wc -c <&3; } \
    3<a >left
  says err "ucat: write error: File too large"
  test $(($(wc -c <out) + $(cat left))) = 3000123 \
    || fail_ "$(wc -c <out) bytes written, $(cat left) left"
}
each_engine limited
