#!/bin/sh
# Pipes: each read is one, a short one is what it is, and each write is one
# block.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

# case_ EXPECTED SAID ARG...: from a pipe in which 'abc', 'defg' and 'h' come one
# after the other: EXPECTED is what is written, SAID what is said.
case_ ()
{
  expected=$1 said=$2
  shift 2
  drip abc defg h | udd "$@" >out 2>err || fail_ "udd $* failed"
  plain_said <err >said
  printf '%s' "$expected" | cmp - out >&9 2>&9 \
    || fail_ "'udd $*' wrote something else"
  printf "$said" >said.expected
  compare said.expected said
}
once ()
{
  case_ abcdefgh '0+3 records in\n0+3 records out\n' bs=10 status=noxfer
  case_ abcdefgh '0+3 records in\n0+1 records out\n' ibs=10 obs=10 status=noxfer
  case_ abcdefgh '0+3 records in\n2+0 records out\n' ibs=10 obs=4 status=noxfer
  case_ abcdefgh '2+0 records in\n2+0 records out\n' bs=4 iflag=fullblock \
    status=noxfer
  case_ abc '0+1 records in\n0+1 records out\n' bs=10 count=1 \
    status=noxfer iflag=fullblock,fullblock iflag=count_bytes count=3B
  case_ abcdefg \
    'dd: warning: partial read (3 bytes); suggest iflag=fullblock\n0+2 records in\n0+2 records out\n' \
    bs=10 count=2 status=noxfer
  case_ defgh '0+2 records in\n0+2 records out\n' bs=10 skip=3B status=noxfer
}
each_engine once

# What cannot seek is read past, or filled.
set_up ()
{
  head -c 3000 /dev/zero | tr '\0' x >in
}
set_up=set_up
stream ()
{
  # $1 is the program; each of its ends is a pipe.
  program=$1
  shift
  cat in | "$program" "$@" | cat
}
# same_stream ARG...: in one run the status is that of cat, and said counts.
same_stream ()
{
  set_up
  stream "$theirs" "$@" 2>dd.err >dd.out
  plain_said <dd.err >dd.said
  once ()
  {
    stream udd "$@" 2>udd.err >udd.out
    plain_said <udd.err >udd.said
    cmp dd.out udd.out || fail_ "'udd $*' wrote something else than dd"
    compare dd.said udd.said
  }
  each_engine once "$@"
}
same_stream bs=100 iflag=fullblock skip=3
same_stream bs=100 iflag=fullblock skip=333B
same_stream bs=100 iflag=fullblock seek=3
same_stream bs=100 iflag=fullblock seek=333B
same_stream bs=100 iflag=fullblock skip=500
same_stream bs=100 iflag=fullblock count=0 seek=2
same_stream ibs=100 obs=7 iflag=fullblock
same_stream ibs=7 obs=100 iflag=fullblock conv=sync
same_stream bs=1000 iflag=fullblock conv=sparse
same_stream bs=100 iflag=fullblock count=250B

# The position of a file that others share is left where the copy has ended.
positions ()
{
  { udd bs=100 count=3 skip=1 status=none >out; cat >rest; } <in
  test "$(wc -c <rest)" = 2600 || fail_ "input is left elsewhere than at 400"
  { udd if=in bs=100 count=2 seek=1 status=none; printf end; } >out
  test "$(wc -c <out)" = 303 || fail_ "output is left elsewhere than at 300"
  (udd skip=1 count=1 bs=1 status=none; udd skip=1 bs=1 status=none) \
    <letters >out
  test "$(cat out)" = bde || fail_ "two that share their input: $(cat out)"
}
echo abcde >letters
each_engine positions
