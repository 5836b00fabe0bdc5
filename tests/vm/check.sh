#!/bin/sh
# Run tests in a virtual machine: another kernel, NVMe disks that are polled, disks
# that break, and the power cut.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/vm/check.sh [--short | --no-suite] [TEST...]
#
#   --short     the tests that .ci/run has time for, in one machine
#   --no-suite  all but those that run 'make check' in the guest
#   TEST        names of files in tests/vm/guest, without .sh; each has a machine
#               of its own
#
# What is downloaded is kept in tests/vm/cache of the build, and what the tests said
# in tests/vm/logs.  In the environment: VM_CACHE=DIR, another place for the first;
# MEMORY, as qemu takes it; SUITE_TESTS, which tests of 'make check' are run there.
#
# The last line is 'N passed, N failed, N skipped'.  Exit status 1 if a test
# failed.

. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/vm/image.sh"
. "$abs_top_srcdir/tests/vm/machine.sh"

short_tests='smoke nowait iopoll power-cut-ext4'
suite_tests='suite suite-eperm suite-enosys'
own_tests='smoke nowait iopoll sqpoll blocks-4k read-errors medium-errors write-errors
  lying-disk unplug full power-cut-ext4 power-cut-xfs power-cut-btrfs'

# Nothing was run, and that is no failure.
nothing ()
{
  echo "SKIP: tests/vm: $*"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}

short='' tests="$own_tests $suite_tests" named=''
for argument; do
  case $argument in
    --short) short=yes tests=$short_tests
      export VM_SHORT=yes ;;
    --no-suite) tests=$own_tests ;;
    -*) framework_failure_ "no such option: $argument" ;;
    *)
      test -f "$abs_top_srcdir/tests/vm/guest/$argument.sh" \
        || framework_failure_ "no such test: $argument"
      named="$named $argument" ;;
  esac
done
test -z "$named" || tests=$named

# Seconds for one test, and for a machine beside its tests: without a real
# processor under it, and with others at work, all takes its time.
limit_of ()
{
  case $1 in
    suite*) echo 43200 ;;
    power-cut*) echo 1800 ;;
    *) echo 900 ;;
  esac
}
boot_limit=400

: "${MEMORY=3G}"
memory=$MEMORY
: "${VM_CACHE=$abs_top_builddir/tests/vm/cache}"
logs=$abs_top_builddir/tests/vm/logs
image=$VM_CACHE/image
images=$test_dir_/images
passed=0 failed=0 skipped=0

# tell DIR TEST...: count what is in DIR of each, and say what is worth a word.
tell ()
{
  dir=$1
  shift
  for name; do
    status=$(sed -n "s/^\([0-9]*\) $name\$/\1/p" "$dir/results" 2>/dev/null) || :
    case $status in
      0)
        passed=$((passed + 1))
        echo "PASS: tests/vm/$name"
        sed -n 's/^[a-z0-9-]*: note: /      /p' "$dir/$name.log" ;;
      77)
        skipped=$((skipped + 1))
        echo "SKIP: tests/vm/$name: $(sed -n 's/^SKIP: //p' "$dir/$name.log" \
          | tail -n 1)" ;;
      *)
        failed=$((failed + 1))
        echo "FAIL: tests/vm/$name: ${status:+status $status, }see" \
          "$dir/$name.log"
        tail -n 30 "$dir/$name.log" 2>/dev/null
        test -n "$status" || {
          echo "--- the machine's console:"
          tail -n 20 "$dir/console" "$dir/console.qemu"
        } ;;
    esac
  done
}

command -v qemu-system-x86_64 >/dev/null \
  || nothing "needs the program qemu-system-x86_64 (package qemu-system-x86)"
mkdir -p "$VM_CACHE"
have_image
choose_accel
echo "Linux $(cat "$image/version") on $chosen_accel"

if test -n "$short"; then
  # shellcheck disable=SC2086  # names
  run_machine "$logs/short" 780 600 $tests
  # shellcheck disable=SC2086
  tell "$logs/short" $tests
else
  for test in $tests; do
    each=$(limit_of "$test")
    run_machine "$logs/$test" $((each + boot_limit)) "$each" "$test"
    tell "$logs/$test" "$test"
  done
fi
echo "$passed passed, $failed failed, $skipped skipped"
said_why_=yes
test $failed = 0
