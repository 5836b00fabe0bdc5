#!/bin/sh
# Run one of rsync's tests, and say in a line how it went.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/rsync/one.sh WORK ENGINE USER TEST
#
# WORK is what check.sh made: WORK/kit with the tests and rsync itself, and
# WORK/ours.  The line is 'RESULT TEST [REASON]', the log of it
# WORK/logs/ENGINE-USER/TEST.log.
#
# A test that does not pass is run with rsync itself as well: what is skipped for
# ours alone has failed, and what rsync itself fails here says nothing.

set -u

work=$1 engine=$2 user=$3 test=$4
logs=$work/logs/$engine-$user
seconds=300

# run_with PROGRAM: run the test with PROGRAM in rsync's place.  rsync's own
# script does it, in a directory of the test's own.
run_with ()
{
  room=$work/run/$engine-$user-$test.$(basename "$1")
  rm -rf "$room"
  mkdir -p "$room" || return 99
  as=
  if test "$user" != "$(id -un)"; then
    chown "$user" "$room"
    as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
    as="$as --inh-caps=-all"
  fi
  # shellcheck disable=SC2086  # words
  (cd "$work/kit" && timeout --kill-after=5 $seconds $as env HOME="$room" \
     URINGUTILS_ENGINE="$engine" scratchbase="$room" rsync_bin="$1" \
     whichtests="$test.test" ./runtests.sh) </dev/null
  chmod -R u+rwx "$room" 2>/dev/null
  rm -rf --one-file-system "$room"
}

# What the log says of the test.
result_of ()
{
  sed -n "s/^\(PASS\|SKIP\|FAIL\|XFAIL\)  *$test\( .*\)*\$/\1/p" "$1" | tail -n 1
}

# Why it was skipped.
reason ()
{
  sed -n "s/^SKIP  *$test (\(.*\))\$/\1/p" "$1" | tail -n 1
}

differs=$(sed -n "s,^$test  *,,p" "$DIFFERS")
log=$logs/$test.log
mkdir -p "$logs"
run_with "$work/ours/rsync" >"$log" 2>&1
result=$(result_of "$log")

if test "$result" = PASS; then
  test -z "$differs" || echo "FAIL $test passes, and is in tests/rsync/differs"
  test -n "$differs" || echo "PASS $test"
  exit
elif test "$result" != SKIP && test -n "$differs"; then
  echo "DIFFERS $test $differs"
  exit
fi

run_with "$work/kit/rsync" >"$log.rsync" 2>&1
case $result,$(result_of "$log.rsync") in
  SKIP,SKIP) echo "SKIP $test $(reason "$log")" ;;
  SKIP,*) echo "FAIL $test is skipped with ours alone: $(reason "$log")" ;;
  *,PASS) echo "FAIL $test" ;;
  *) echo "SKIP $test fails with rsync's own, too" ;;
esac
