#!/bin/sh
# Ended by a signal, ucat dies of it, and what it has written is the beginning.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"
noise large 300000000
mkfifo fifo

# ended SIGNAL: wait for $pid, which was sent that.
ended ()
{
  returned=0
  wait $pid || returned=$?
  case $1.$returned in
    INT.130 | TERM.143) ;;
    *.0) note_ "ucat was faster than the signal" ;;
    *) fail_ "status $returned after $1" ;;
  esac
}

once ()
{
  for signal in INT TERM; do
    : >out
    env --default-signal=INT ucat large >out &
    pid=$!
    while kill -0 $pid 2>/dev/null; do
      test "$(stat -c %b out)" = 0 || break
    done
    kill -$signal $pid 2>/dev/null || :
    ended $signal
    head -c "$(wc -c <out)" large | cmp - out \
      || fail_ "what was written is not the beginning"

    # While it waits for a fifo to be opened, and to be written.
    for held in no yes; do
      env --default-signal=INT ucat large fifo >out &
      pid=$!
      # The length is taken first, the contents are all there at the end.
      until cmp -s large out; do
        kill -0 $pid || fail_ "ucat has ended"
      done
      test $held = no || exec 3<>fifo
      kill -$signal $pid
      ended $signal
      exec 3>&-
      same large out
    done
  done
}
each_engine once
