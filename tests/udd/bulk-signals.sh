#!/bin/sh
# A signal between many records finds what the statistics say: the output ends
# with the last of the records that were counted.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"
head -c 8000000 /dev/urandom >in
i=0
while test $i -lt 40; do
  cat in
  i=$((i + 1))
done >large

# begin OPERANDS...: start a copy to out that takes a while, and wait until it
# is under way.
begin ()
{
  rm -f out
  # A shell has its background jobs ignore SIGINT; env gives it back.
  env --default-signal=INT udd of=out "$@" 2>said &
  pid=$!
  while kill -0 $pid 2>/dev/null && ! test -s out; do
    :
  done
}

# interrupted RECORD: it died of SIGINT, or was done before.
interrupted ()
{
  kill -INT $pid 2>/dev/null || note_ "the copy was faster than the signal"
  returned=0
  wait $pid || returned=$?
  test $returned = 0 || test $returned = 130 || fail_ "status $returned"
  bytes=$(sed -n 's/^\([0-9]*\) bytes.*/\1/p' said)
  records=$(sed -n 's/^\([0-9]*\)+0 records out/\1/p' said)
  test "$bytes" = "$(stat -c %s out)" \
    || fail_ "$bytes bytes were told of, $(stat -c %s out) are there"
  test "$bytes" = $((records * $1)) || fail_ "$records records, $bytes bytes"
  # One may have been read and not been written: dd loses it, too.
  grep -E "^($records|$((records + 1)))\+0 records in" said >/dev/null \
    || fail_ "$(cat said)"
}

once ()
{
  begin if=/dev/zero bs=512
  interrupted 512
  begin if=large bs=1000
  interrupted 1000
  cmp -n "$bytes" large out || fail_ "what was copied differs"
  if dd if=in iflag=direct of=/dev/null bs=4k count=1 2>/dev/null; then
    begin if=large bs=8k iflag=direct oflag=direct
    interrupted 8192
    cmp -n "$bytes" large out || fail_ "what was copied directly differs"
  fi

  # It tells how far it is, and goes on.
  begin if=/dev/zero bs=1000
  for ask in 1 2 3; do
    kill -USR1 $pid
    tries=0
    while test "$(grep -c '+0 records out' said)" -lt $ask; do
      kill -0 $pid 2>/dev/null || fail_ "SIGUSR1 has ended it"
      tries=$((tries + 1))
      test $tries -lt 6000 || fail_ "no answer to SIGUSR1"
      sleep .01
    done
  done
  interrupted_after_questions
}

# Each time all that was told of were whole records, as many in as out or one
# more.
interrupted_after_questions ()
{
  kill -INT $pid
  returned=0
  wait $pid || returned=$?
  test $returned = 130 || fail_ "status $returned"
  test "$(grep -c '+0 records out' said)" = 4 || fail_ "not four answers"
  awk '/records in/ { n = $1 + 0 }
       /records out/ {
         if (n != $1 + 0 && n != $1 + 1)
           wrong = 1
         n = $1 + 0
       }
       /bytes/ { if ($1 != n * 1000 || n < last) wrong = 1; last = n }
       END { exit wrong }' said || fail_ "$(cat said)"
  test "$(stat -c %s out)" = "$(sed -n 's/^\([0-9]*\) bytes.*/\1/p' said | tail -n 1)" \
    || fail_ "the last answer is not the truth"
}
each_engine once
rm -f out large
