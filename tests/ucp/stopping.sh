#!/bin/sh
# A signal ends a copy at once, also one that waits for another program; only
# what was being copied is left in part.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"
require_prog_ timeout

# ucp has said no more than that it was interrupted.
no_error ()
{
  grep -v "^ucp: interrupted: " err >others || :
  silent others
}

# dies_of SIGNAL COMMAND...: COMMAND waits, and dies of SIGNAL.
dies_of ()
{
  signal_=$1
  shift
  returned=0
  timeout --preserve-status -k 20 -s "$signal_" 0.3 \
    env --default-signal="$signal_" "$@" >out 2>err || returned=$?
  case $signal_ in
    HUP) expected=129 ;;
    INT) expected=130 ;;
    KILL) expected=137 ;;
    TERM) expected=143 ;;
  esac
  test $returned = $expected \
    || fail_ "'$*' gave status $returned instead of $expected: $(cat err)"
  no_error
}

mkfifo fifo list
head -c 100000 /dev/zero >file
sleep 600 <>fifo &
holder=$!
at_end "kill $holder"
sleep 600 <>list &
list_holder=$!
at_end "kill $list_holder"

mkfifo lonely
once ()
{
  # A fifo that nobody writes to, one that nobody has open, and the other way
  # round.
  for signal in INT TERM HUP; do
    dies_of $signal ucp fifo copy
    dies_of $signal ucp lonely copy
    dies_of $signal ucp file fifo
    dies_of $signal ucp --files0-from=list .
    dies_of $signal ucp --files0-from=lonely .
    lacks_feature HAVE_LIBCRYPTO \
      || dies_of $signal ucp --manifest=lonely file copy
  done
  rm -f copy

  # A signal that is ignored stays so.
  (
    trap '' HUP
    exec ucp fifo copy
  ) >out 2>err &
  pid=$!
  sleep 0.2
  kill -HUP $pid
  sleep 0.2
  kill -0 $pid || fail_ "died of a signal that was ignored"
  kill -TERM $pid
  returned=0
  wait $pid || returned=$?
  test $returned = 143 || fail_ "status $returned after SIGTERM"
  rm -f copy
}
each_engine once

# A tree: all that is there is the source's, whole but for the file in hand,
# and the directories can still be written to.
mkdir -p tree/dir
for i in 1 2 3; do
  head -c 61440000 /dev/zero | tr '\0' $i >tree/dir/$i
done
chmod 555 tree/dir
stopped=no
size_of ()
{
  du -k --apparent-size -s "$1" 2>/dev/null | cut -f1 | grep . || echo 0
}
tree ()
{
  env --default-signal=TERM ucp -a -j1 --reflink=never tree copy 2>err &
  pid=$!
  while kill -0 $pid 2>/dev/null && test "$(size_of copy)" -lt 1000; do
    :
  done
  kill -TERM $pid 2>/dev/null || :
  returned=0
  wait $pid || returned=$?
  no_error
  case $returned in
    0) same_tree tree copy ;;
    143)
      stopped=yes
      test "$(stat -c %a copy/dir)" = 700 || fail_ "the directory was finished"
      test "$(size_of copy)" -lt 180000 || fail_ "it went on" ;;
    *) fail_ "status $returned" ;;
  esac
  remove copy
}
each_engine tree
test $stopped = yes || note_ "the copies were faster than the signal"

# What is complete but not flushed yet is not let appear any more.
unflushed ()
{
  rm -rf dst
  mkdir dst
  echo old >dst/old
  for way in '' -b; do
    # shellcheck disable=SC2086
    dies_of INT ucp -v -j1 --atomic --fsync $way small/old small/new fifo dst
    test "$(ls -A dst) $(cat dst/old)" = 'old old' \
      || fail_ "dst has $(ls -A dst)"
  done
}
mkdir small
echo new | tee small/old >small/new
each_engine unflushed

# Two signals at once are one, and what is half made is put away.
at_once ()
{
  rm -rf dst
  mkdir dst
  echo old >dst/old
  env --default-signal=TERM ucp -v -j1 --atomic --fsync -b small/old fifo dst \
    >out 2>err &
  pid=$!
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    test ! -e dst/old~ || break
    sleep 0.1
  done
  kill -TERM $pid
  kill -TERM $pid 2>/dev/null || :
  returned=0
  wait $pid || returned=$?
  test $returned = 143 || fail_ "status $returned after two signals"
  test "$(ls -A dst)" = old || fail_ "dst has $(ls -A dst)"
}
each_engine at_once
