#!/bin/sh
# Run one of GNU coreutils' tests, and say in a line how it went.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/gnu/one.sh WORK ENGINE USER TEST
#
# WORK is what check.sh made: WORK/kit with the tests and the programs, ours in
# WORK/with-ours/ and GNU's own in WORK/kit/src/.  The line is 'RESULT TEST
# [REASON]', its log WORK/logs/ENGINE-USER/TEST.log.
#
# A test that does not pass is run with GNU's own as well: what is skipped for
# ours alone has failed.

set -u

work=$1 engine=$2 user=$3 test=$4
logs=$work/logs/$engine-$user
log=$logs/$(echo "${test#tests/}" | tr / -).log
# Each in a directory of its own, as those of a test that was stopped stay.
base=$work/run/$engine-$user-$(basename "$log" .log)
seconds=180

# in_room COMMAND...: with the user, the clock and the environment of the tests.
in_room ()
{
  as='' groups="$(id -g) 100"
  if test "$user" != "$(id -un)"; then
    gid=$(id -g "$user")
    as="setpriv --reuid=$user --regid=$gid --groups=$gid,100 --inh-caps=-all"
    groups="$gid 100"
  fi
  # shellcheck disable=SC2086,SC2046  # words; variables is NAME=WORD lines
  timeout --kill-after=5 $seconds $as env -i $(cat "$work/kit/variables") \
    HOME="$room" TMPDIR="$work/tmp" TERM=dumb LC_ALL=C SHELL=/bin/sh \
    USER="$user" LOGNAME="$user" PATH="$room/src:$PATH" \
    URINGUTILS_ENGINE="$engine" COREUTILS_GROUPS="$groups" \
    NON_ROOT_USERNAME="$NON_ROOT_USERNAME" CANDIDATE_TMP_DIRS="$OTHER_FS" \
    VERSION="$version" built_programs="$built" CONFIG_HEADER="$room/config.h" \
    abs_top_builddir="$room" abs_top_srcdir="$room" abs_srcdir="$room" \
    srcdir=. top_srcdir=. fail=0 EXEEXT='' CU_TEST_NAME="gnu,$test" \
    CC=cc AWK=awk EGREP='grep -E' MAKE=make PERL=perl VERBOSE=yes \
    RUN_EXPENSIVE_TESTS=yes RUN_VERY_EXPENSIVE_TESTS=yes "$@"
}

# run_with PROGRAMS: run the test with those in directory PROGRAMS first.
run_with ()
{
  room=$base.$(basename "$1")
  rm -rf "$room"
  mkdir "$room" || return 99
  ln -s "$1" "$room/src"
  ln -s "$work"/kit/init.cfg "$work"/kit/config.h "$room/"
  case $test in
    *.pl) # It makes its directory beside itself.
      mkdir -p "$room/${test%/*}"
      ln -s "$work"/kit/tests/*.pm "$room/tests/"
      ln -s "$work/kit/$test" "$room/${test%/*}/"
      set -- perl -w -I./tests -MCuSkip -MCoreutils -M"CuTmpdir qw($test)" \
        "./$test" ;;
    *)
      ln -s "$work/kit/tests" "$room/"
      set -- sh "./$test" ;;
  esac
  test "$user" = "$(id -un)" || chown -R --no-dereference "$user" "$room"
  (cd "$room" && in_room "$@") </dev/null 9>&2
  got=$?
  leave "$room"
  return $got
}

# A test that was stopped has not unmounted what it had mounted.
leave ()
{
  awk -v dir="$1/" 'index ($2, dir) == 1 { print $2 }' /proc/self/mounts \
    | sort -r | while read -r mounted; do umount "$mounted"; done
  chmod -R u+rwx "$1" 2>/dev/null
  rm -rf --one-file-system "$1"
}

result_of ()
{
  case $1 in
    0) echo PASS ;;
    77) echo SKIP ;;
    *) echo FAIL ;;
  esac
}

# What a skipped test said last.
reason ()
{
  sed -n 's/^.*: skipp\(ed\|ing\) test: *//p' "$1" | tail -n 1
}

# General tests try each of the programs that were built, and its version.
built=$(cd "$work/kit/src" && echo *)
version=$PACKAGE_VERSION_OF_KIT
case $test in
  tests/misc/help-version* | tests/misc/usage_vs_getopt* | *.pl)
    built=$OURS version=$PACKAGE_VERSION_OF_OURS ;;
esac

# What fails with 9.1's behaviour is expected to fail.
differs=$(sed -n "s,^${test#tests/} *,,p" "$DIFFERS")

mkdir -p "$logs"
run_with "$work/with-ours" >"$log" 2>&1
status=$?
result=$(result_of $status)
case $status in 124 | 137) echo "stopped after $seconds seconds" >>"$log" ;; esac

if test $result = PASS; then
  test -z "$differs" || echo "FAIL $test passes, and is in tests/gnu/differs"
  test -n "$differs" || echo "PASS $test"
  exit
elif test $result = FAIL && test -n "$differs"; then
  echo "DIFFERS $test $differs"
  exit
fi

version=$PACKAGE_VERSION_OF_KIT
run_with "$work/kit/src" >"$log.gnu" 2>&1
result_of_gnu=$(result_of $?)
case $result,$result_of_gnu in
  SKIP,SKIP) echo "SKIP $test $(reason "$log")" ;;
  FAIL,FAIL) echo "FAIL $test (and with coreutils' own)" ;;
  SKIP,*) echo "FAIL $test is skipped with ours alone: $(reason "$log")" ;;
  *) echo "FAIL $test" ;;
esac
