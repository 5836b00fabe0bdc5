#!/bin/sh
# SIGUSR1 has the statistics printed, and neither kills nor loses a byte; SIGINT
# prints them and kills.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

# What is begun in the background has SIGINT ignored.
env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"

mkfifo fifo
head -c 3000000 /dev/urandom >random

is_size ()
{
  test "$(stat -c %s "$2" 2>/dev/null)" = "$1"
}

# begin ARG...: udd, that copies 'abcd' from fifo to out and waits for more.
begin ()
{
  rm -f out
  env --default-signal=INT udd of=out "$@" <fifo 2>err &
  pid=$!
  exec 5>fifo
  printf abcd >&5
}

# ends STATUS: it does, with that.
ends ()
{
  exec 5>&-
  returned=0
  wait $pid || returned=$?
  test $returned = "$1" || fail_ "status $returned, not $1: $(cat err)"
}

# has_read BLOCKS: it says so when it is asked.
has_read ()
{
  kill -USR1 $pid
  sleep 0.02
  grep -Fx "$1 records in" err >/dev/null
}

# interrupt IN OUT TEXT ARG...: when it has read IN, SIGINT ends it with OUT
# written, and the file out has TEXT.
interrupt ()
{
  read=$1 written=$2 text=$3
  shift 3
  begin status=noxfer "$@"
  wait_until test -e out
  wait_until has_read "$read"
  : >err
  kill -INT $pid
  ends 130
  printf '%s records in\n%s records out\n' "$read" "$written" >expected
  tr -d '\0' <err | tail -n 2 >said
  compare expected said
  test "$(cat out)" = "$text" || fail_ "out has $(cat out)"
}

once ()
{
  begin bs=4
  wait_until is_size 4 out
  kill -USR1 $pid
  wait_until grep copied err
  plain_said <err >said
  printf '1+0 records in\n1+0 records out\n4 bytes copied\n' >expected
  compare expected said
  printf efg >&5
  ends 0
  test "$(cat out)" = abcdefg || fail_ "out has $(cat out)"
  plain_said <err | tail -n 3 >said
  printf '1+1 records in\n1+1 records out\n7 bytes copied\n' >expected
  compare expected said

  begin bs=4 status=none
  wait_until is_size 4 out
  kill -USR1 $pid
  ends 0
  silent err

  # What was read and not written yet is lost with SIGINT, as with dd.
  interrupt 1+0 1+0 abcd bs=4
  interrupt 2+0 1+0 abcd ibs=2 obs=4
  interrupt 1+0 0+0 '' ibs=4 obs=8
}
each_engine once

# Many, while much is copied through pipes.
storm ()
{
  # shellcheck disable=SC2016  # the inner shell's
  sh -c 'echo $$ >pid; exec udd bs=1000 iflag=fullblock obs=700 2>err' \
    <fifo >out &
  job=$!
  exec 5>fifo
  pid=
  wait_until test -s pid
  pid=$(cat pid)
  # It is udd that gets them, not the shell.
  head -c 1000 random >&5
  wait_until test -s out
  (while kill -USR1 "$pid" 2>/dev/null; do sleep 0.005; done) 5>&- &
  tail -c +1001 random | udd obs=100000 status=none >&5
  exec 5>&-
  returned=0
  wait $job || returned=$?
  test $returned = 0 || fail_ "status $returned in a storm of signals"
  cmp random out || fail_ "a storm of signals has changed what is copied"
  says err '3000+0 records in'
  rm pid out
}
each_engine storm

# Where POSIX has its way, SIGUSR1 kills.
POSIXLY_CORRECT=1
export POSIXLY_CORRECT
begin bs=4
wait_until is_size 4 out
kill -USR1 $pid
ends 138
unset POSIXLY_CORRECT
