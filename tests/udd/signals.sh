#!/bin/sh
# SIGUSR1 has the statistics printed and costs no byte, even where it was ignored;
# SIGINT has them printed and kills, unless it was ignored.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"

head -c 300000 /dev/urandom >data
mkfifo fifo

# wait_for COMMAND...: until it succeeds.
wait_for ()
{
  turns=0
  until "$@"; do
    kill -0 $pid 2>/dev/null || fail_ "udd is gone: $(cat err)"
    turns=$((turns + 1))
    test $turns -lt 400 || fail_ "'$*' never held: $(cat err)"
    sleep 0.05
  done
}

has_size () { test "$(stat -c %s out 2>/dev/null || echo 0)" = "$1"; }
has_said () { test "$(grep -c -e "$1" err)" -ge "$2"; }

# start: a udd that has got 5 records of 1000 bytes through fifo and
# waits for more.
start ()
{
  rm -f out
  # A shell has its background jobs ignore SIGINT; env gives it back.
  env --default-signal=INT udd if=fifo of=out bs=1000 2>err &
  pid=$!
  exec 5>fifo
  # In one write: what comes in two may be read as two.
  dd if=data bs=5000 count=1 status=none >&5
  wait_for has_size 5000
}

# ends STATUS: it ends with that.
ends ()
{
  returned=0
  wait $pid || returned=$?
  test $returned = "$1" || fail_ "status $returned instead of $1: $(cat err)"
}

asked ()
{
  start
  silent err
  kill -USR1 $pid
  wait_for has_said '^5000 bytes' 1
  says err '5+0 records in'
  says err '5+0 records out'
  kill -USR1 $pid
  wait_for has_said '^5000 bytes' 2
  tail -c +5001 data | head -c 15000 >&5
  exec 5>&-
  ends 0
  head -c 20000 data | cmp - out || fail_ "bytes were lost"
  has_said 'records in' 3 || fail_ "not three statistics: $(cat err)"
  says err '20000 bytes (20 kB, 20 KiB) copied'
}

interrupted ()
{
  start
  kill -INT $pid
  ends 130
  exec 5>&-
  has_size 5000 || fail_ "not what was read"
  says err '5+0 records in'
  says err '5+0 records out'
  says err '5000 bytes (5.0 kB, 4.9 KiB) copied'

  # What waits for the other end of a fifo has opened nothing yet.
  env --default-signal=INT udd if=fifo of=out 2>err &
  pid=$!
  sleep 0.3
  kill -INT $pid
  ends 130
}

# Between small records, while many signals come.
stormed ()
{
  rm -f out
  : >go_on
  (while test -e go_on; do cat data || exit; done) >fifo 2>/dev/null &
  writer=$!
  udd if=fifo of=out bs=100 2>err &
  pid=$!
  wait_for test -s out
  turns=0
  while test $turns -lt 200; do
    kill -USR1 $pid
    turns=$((turns + 1))
    test $((turns % 10)) != 0 || sleep 0.01
  done
  rm go_on
  wait $writer || :
  ends 0
  size=$(stat -c %s out)
  test $((size % 300000)) = 0 || fail_ "$size bytes were copied"
  while test "$size" -gt 0; do
    cat data
    size=$((size - 300000))
  done | cmp - out || fail_ "the copy is wrong after the storm"
  has_said 'records in' 2 || fail_ "no answer in the storm"
}

# Large chunks of small records: the end is a whole number of them, and what
# the statistics say.
interrupted_in_bulk ()
{
  rm -f out
  env --default-signal=INT udd if=/dev/zero of=out bs=512 count=1M \
    2>err &
  pid=$!
  until test -s out || ! kill -0 $pid; do :; done 2>/dev/null
  kill -INT $pid 2>/dev/null || note_ "the copy was faster than the signal"
  returned=0
  wait $pid || returned=$?
  test $returned = 130 || test "$(stat -c %s out)" = 536870912 \
    || fail_ "status $returned: $(cat err)"
  records=$(sed -n 's/+0 records out$//p' err)
  has_size $((records * 512)) \
    || fail_ "$records records in $(stat -c %s out) bytes"
  rm out
}

once ()
{
  asked
  interrupted
  stormed
  interrupted_in_bulk
}
each_engine once

# As in dd, ignoring one of them is for before dd runs, the other for good.
ignoring ()
{
  trap '' USR1 INT
  exec udd if=fifo of=out bs=1000
}
rm -f out
ignoring 2>err &
pid=$!
exec 5>fifo
dd if=data bs=5000 count=1 status=none >&5
wait_for has_size 5000
kill -INT $pid
kill -USR1 $pid
wait_for has_said '^5000 bytes' 1
head -c 1000 data >&5
exec 5>&-
ends 0
has_size 6000 || fail_ "not all was copied"

# POSIX knows of no statistics on SIGUSR1.
POSIXLY_CORRECT=1
export POSIXLY_CORRECT
start
kill -USR1 $pid
ends 138
exec 5>&-
