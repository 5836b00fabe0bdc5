#!/bin/sh
# Whatever op of ucat fails, once or for good, and however awkward all of them
# are: what is written is right, or ucat says what is not.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

PATH=$abs_top_builddir/tests/fault:$PATH
seconds=20
standard=middle # input
engines='auto sync'
test -n "$(why_no_uring_)" || engines="$engines uring"
step=4
test -z "${SANITIZER-}" || step=25
test -z "${CHECK_LONG-}" || step=1

head -c 700000 /dev/urandom >large
head -c 70000 /dev/urandom >middle
seq 1 3000 >lines
: >empty
truncate -s 600000 sparse
cp large cold
runs=0

# run OUTPUT FAULT ARG...: ucat ARG... with standard output to OUTPUT, and the
# FAULT.  Sets $status; what was written is in out, what was said in err.
run ()
{
  output=$1
  URINGUTILS_FAULT=$2
  export URINGUTILS_FAULT
  shift 2
  status=0
  runs=$((runs + 1))
  case $output in
    pipe) { timeout $seconds ucat-fault "$@" <"$standard" 2>err || status=$?
            echo $status >status; } | cat >out
          status=$(cat status) ;;
    file) timeout $seconds ucat-fault "$@" <"$standard" >out 2>err || status=$? ;;
    append) : >out
            timeout $seconds ucat-fault "$@" <"$standard" >>out 2>err || status=$? ;;
    socket) timeout $seconds plumb socket ucat-fault "$@" <"$standard" >out 2>err \
              || status=$? ;;
  esac
  unset URINGUTILS_FAULT
  case $status in
    0 | 1) ;;
    *) fail_ "$output, $*: status $status with $fault: $(head -n 3 err)" ;;
  esac
}

# judge WHAT: all is there, or something was said.
judge ()
{
  if test $status = 0; then
    cmp -s expected out || fail_ "$1: status 0, and a wrong output"
  elif ! test -s err; then
    fail_ "$1: status 1, and nothing was said"
  fi
}

# each_op OUTPUT ARG...: let every op fail in turn, in several ways.
each_op ()
{
  output=$1
  shift
  cat_only=
  for word; do
    case $word in
      --*) ;;
      *) cat_only="$cat_only $word" ;;
    esac
  done
  # shellcheck disable=SC2086  # words
  cat $cat_only <"$standard" >expected
  fault=fail=0:EIO
  URINGUTILS_FAULT_COUNT=count
  export URINGUTILS_FAULT_COUNT
  run "$output" $fault "$@"
  unset URINGUTILS_FAULT_COUNT
  test $status = 0 || fail_ "$output, $*: status $status without a fault"
  judge "$output, $*"
  ops=$(cat count)
  # Others of them each time.
  n=$((1 + runs % step))
  while test $n -le "$ops"; do
    for how in EIO ENOSPC:forever EINVAL; do
      fault=fail=$n:$how
      run "$output" $fault "$@"
      judge "$fault $output $*"
      # After one error of a single file, what there is is the beginning.
      case $#.$how in
        2.EIO | 2.EINVAL)
          head -c "$(wc -c <out)" expected | cmp -s - out \
            || fail_ "$fault $output $*: not the beginning" ;;
      esac
    done
    n=$((n + step))
  done
}

for engine in $engines; do
  for output in pipe file append socket; do
    each_op $output --engine="$engine" large
  done
  for output in pipe file; do
    each_op $output --engine="$engine" middle - empty large sparse lines
    each_op $output --engine="$engine" -n lines - middle
  done
  each_op pipe --engine="$engine" sparse
  each_op file --engine="$engine" sparse
  standard=large
  for output in pipe file append socket; do
    each_op $output --engine="$engine" -
  done
  standard=middle
  each_op file --engine="$engine" --nocache large
  each_op file --engine="$engine" --direct large
  each_op pipe --engine="$engine" --direct --nocache large lines
done

# Nothing fails, but everything is awkward.
cat large - lines sparse empty lines middle <"$standard" >expected
cat -A large - lines sparse empty lines middle <"$standard" >expected.A
seed=0
while test $seed -lt $((24 / step + 1)); do
  seed=$((seed + 1))
  fault=seed=$seed,short=40,delay=20,reorder,eintr=20
  for engine in $engines; do
    for output in pipe file append socket; do
      run $output $fault --engine="$engine" large - lines sparse empty lines \
        middle
      test $status = 0 || fail_ "$fault $output: $(cat err)"
      judge "$fault $output"
    done
    run pipe $fault --engine="$engine" -A large - lines sparse empty lines \
      middle
    cmp -s expected.A out || fail_ "$fault -A"
  done
done
note_ "$runs runs"
