#!/bin/sh
# Let libFuzzer look for inputs that do harm to what reads them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/fuzz/check.sh [TARGET...]
#
# Each TARGET, by default all of tests/fuzz/corpus, is tried for FUZZ_SECONDS
# (60), JOBS of them at a time (a processor each).  A build that is not
# configured with --enable-fuzzing makes one that is, in tests/fuzz/kit, by
# FUZZ_CC (clang).
#
# What was found to be new stays in tests/fuzz/found/TARGET of the build, and is
# where the next run begins.  An input that does harm stays in tests/fuzz/harm:
# put it into tests/fuzz/corpus/TARGET with what corrects it.
#
# The last line is 'N passed, N failed, N skipped'.  Exit status 1 if harm was
# done.

: "${FUZZ_SECONDS=60}" "${FUZZ_CC=clang}" "${FUZZING=no}"
: "${abs_top_builddir:=$(pwd)}"
: "${srcdir=.}"
top=$(cd "$srcdir" && pwd) || exit 99
work=$abs_top_builddir/tests/fuzz
self=$top/tests/fuzz/check.sh

limits='-timeout=20 -rss_limit_mb=1500 -max_len=4096'
# Memory that is lost when a target exits (fuzz-exit.c) is not to add up.
round_most=300

# fuzz_one TARGET: print how it went, and keep what was found.
fuzz_one ()
{
  target=$1
  log=$work/found/$target.log
  mkdir -p "$work/found/$target" "$work/harm"
  left=$FUZZ_SECONDS
  tried=0
  while test "$left" -gt 0; do
    round=$left
    test "$round" -le $round_most || round=$round_most
    left=$((left - round))
    # shellcheck disable=SC2086  # words
    if ! "$KIT/tests/fuzz/$target" $limits -max_total_time="$round" \
      -artifact_prefix="$work/harm/$target-" -print_final_stats=1 \
      "$work/found/$target" "$top/tests/fuzz/corpus/$target" \
      >"$log" 2>&1 </dev/null; then
      if grep '^SKIP: ' "$log" >/dev/null; then
        sed -n "s/^SKIP: /SKIP $target: /p" "$log"
        return
      fi
      echo "FAIL $target: see $log"
      tail -n 40 "$log"
      return
    fi
    tried=$((tried + $(sed -n 's/^stat::number_of_executed_units: *//p' "$log")))
  done
  echo "PASS $target: $tried inputs," \
    "$(find "$work/found/$target" -type f | wc -l) kept"
}

if test "${1-}" = --one; then
  fuzz_one "$2"
  exit
fi

# Nothing was run, and that is no failure.
nothing ()
{
  echo "SKIP: tests/fuzz: $*"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}

# Whether FUZZ_CC has a libFuzzer.
can_fuzz ()
{
  command -v "$FUZZ_CC" >/dev/null || return 1
  probe=$(mktemp -d) || exit 99
  echo 'int LLVMFuzzerTestOneInput (const unsigned char *d, unsigned long n)
    { return d && n == 7 && d[0] == 1; }' >"$probe/probe.c"
  can=0
  "$FUZZ_CC" -fsanitize=fuzzer,address,undefined -o "$probe/probe" \
    "$probe/probe.c" >/dev/null 2>&1 || can=1
  rm -rf "$probe"
  return $can
}

# A build like this one, for fuzzing.
# shellcheck disable=SC2120  # configure's words come by 'set'
make_kit ()
{
  mkdir -p "$KIT" && cd "$KIT" || return 1
  if test ! -f Makefile; then
    eval "set -- $("$abs_top_builddir/config.status" --config)"
    "$top/configure" --quiet "$@" CC="$FUZZ_CC" CFLAGS='-g -O1' \
      --enable-fuzzing >configure.log 2>&1 \
      || { tail -n 20 configure.log; return 1; }
  fi
  { make -s -j"$(nproc)" -C gl/lib \
      && make -s -j"$(nproc)" fuzz-targets; } >make.log 2>&1 && return
  tail -n 40 make.log
  return 1
}

KIT=$abs_top_builddir
if test "$FUZZING" != yes; then
  KIT=$work/kit
  can_fuzz || nothing "needs $FUZZ_CC with its libFuzzer (libclang-rt-dev)"
  (make_kit) || {
    echo "FAIL: tests/fuzz: the targets cannot be built"
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  }
fi
export KIT FUZZ_SECONDS abs_top_builddir srcdir

# shellcheck disable=SC2046  # words
test $# != 0 || set -- $(ls "$top/tests/fuzz/corpus")
results=$(mktemp) || exit 99
printf '%s\n' "$@" \
  | xargs -P "${JOBS:-$(nproc)}" -n 1 sh "$self" --one | tee "$results"
passed=$(grep -c '^PASS ' "$results")
skipped=$(grep -c '^SKIP ' "$results")
failed=$(($# - passed - skipped))
rm -f "$results"
echo "$passed passed, $failed failed, $skipped skipped"
test $failed = 0
