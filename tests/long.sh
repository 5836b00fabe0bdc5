#!/bin/sh
# All that takes too long for 'make check', part by part: 'make check-long'.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/long.sh [PART...]
#
# Run in a build directory.  Each PART, by default all of those below in their
# order, is run to its end whatever came of those before it.  What it says goes
# to tests/long/PART.log, and what failed is shown.  At the end stands a line for
# each, with the time that it took, and then the sum: 'N passed, N failed, N
# skipped'.  Exit status 1 if anything failed.
#
# LONG_SECONDS (1800) is how long each fuzz target is tried.

: "${MAKE=make}" "${LONG_SECONDS=1800}"
logs=$(pwd)/tests/long

# part NAME WHAT, and how it is run: run_NAME.
parts='units    the library, and the judges: tests that do not shrink
faults   every op and every allocation fails in turn, nothing left out
ucp      200,000 exchanges of names; 2,000 random lists of rules
udd      10,000 random command lines beside dd
ucat     10,000 random files and options beside cat
usync    5,000 random mirrors beside rsync, 200 that are killed, 200,000 exchanges
others   containers, what is kept for fuzz targets, documents, the source
gnu      tests of GNU coreutils: four file systems, three engines, two users
rsync    tests of rsync: three engines, two users
fuzz     libFuzzer, LONG_SECONDS for each target
vm       on Linux 6.1: the same tests, disks that break, the power cut'

# of_suite PATTERN: 'make check' of the tests that match, without short cuts.
of_suite ()
{
  chosen=$($MAKE --no-print-directory -s list-tests | grep -E "$1" | tr '\n' ' ')
  test -n "$chosen" || { echo "no test matches $1"; return 1; }
  CHECK_LONG=yes $MAKE --no-print-directory -k check TESTS="$chosen"
}

run_units () { of_suite '^tests/(unit/|[a-z-]*\.sh)'; }
run_faults () { of_suite '^tests/fault/'; }
run_ucp () { of_suite '^tests/ucp/'; }
run_udd () { of_suite '^tests/udd/'; }
run_ucat () { of_suite '^tests/ucat/'; }
run_usync () { of_suite '^tests/usync/'; }
run_others () { of_suite '^tests/(container|docs|fuzz|lint|vm)/'; }
run_gnu ()
{
  $MAKE --no-print-directory check-gnu \
    GNUFLAGS='--fs=ext4,xfs,btrfs,tmpfs --engines=auto,uring,sync'
}
run_rsync ()
{
  $MAKE --no-print-directory check-rsync RSYNCFLAGS=--engines=auto,uring,sync
}
run_fuzz ()
{
  $MAKE --no-print-directory check-fuzz FUZZ_SECONDS="$LONG_SECONDS"
}

run_vm () { CHECK_LONG=yes $MAKE --no-print-directory check-vm; }

passed=0 failed=0 skipped=0

# Add the counts that PART's log ends with, and note the line about it.
add_up ()
{
  part=$1 status=$2 seconds=$3
  counts=$(grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' \
    "$logs/$part.log" | tail -n 1)
  if test -z "$counts"; then
    counts='0 passed, 1 failed, 0 skipped'
    tail -n 30 "$logs/$part.log"
  fi
  # shellcheck disable=SC2086  # words
  set -- $counts
  bad=$3
  # Tests passed, and something around them did not.
  test "$status" = 0 || test "$bad" != 0 || bad=1
  passed=$((passed + $1)) failed=$((failed + bad)) skipped=$((skipped + $5))
  printf '%-8s %3d:%02d:%02d  %s passed, %s failed, %s skipped\n' "$part" \
    $((seconds / 3600)) $((seconds / 60 % 60)) $((seconds % 60)) \
    "$1" "$bad" "$5" >>"$logs/sum"
}

run_part ()
{
  echo "$parts" | sed -n "s/^$1  *\(.*\)/==== $1: \1/p"
  begin=$(date +%s)
  status=0
  "run_$1" >"$logs/$1.log" 2>&1 || status=$?
  grep -E '^(FAIL|SKIP)[: ]' "$logs/$1.log" | sort -u
  add_up "$1" $status $(($(date +%s) - begin))
}

# shellcheck disable=SC2046  # words
test $# != 0 || set -- $(echo "$parts" | sed 's/ .*//')
for part; do
  echo "$parts" | grep "^$part " >/dev/null \
    || { echo "$0: no such part: $part" >&2; exit 2; }
done
mkdir -p "$logs" && : >"$logs/sum" || exit 99
for part; do
  run_part "$part"
done
echo "==== all"
cat "$logs/sum"
echo "$passed passed, $failed failed, $skipped skipped"
test $failed = 0
