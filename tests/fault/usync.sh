#!/bin/sh
# Whatever op or allocation of usync fails, once or for good: it says so, and never
# exits with 0 where something was not flushed.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

PATH=$abs_top_builddir/tests/fault:$PATH
seconds=20
engines='auto sync'
test -n "$(why_no_uring_)" || engines="$engines uring"
step=1
test -z "${SANITIZER-}" || step=9
test -z "${CHECK_LONG-}" || step=1

mkdir tree tree/a tree/a/b tree/c
i=10
while test $i -lt 20; do
  echo $i >tree/$i
  echo $i >tree/a/b/$i
  i=$((i + 1))
done
ln -s tree/a link
ln -s nowhere tree/a/link
mkfifo tree/c/fifo
runs=0

# run PROGRAM ARG...: sets $status; what was said is in err.
run ()
{
  status=0
  runs=$((runs + 1))
  timeout $seconds "$@" >out 2>err || status=$?
  case $status in
    0) silent out err ;;
    1) test -s err || fail_ "$fault $*: status 1, and nothing was said" ;;
    *) fail_ "$fault $*: status $status: $(head -n 3 err)" ;;
  esac
}

with_fault ()
{
  URINGUTILS_FAULT=$fault
  export URINGUTILS_FAULT
  run usync-fault "$@"
  unset URINGUTILS_FAULT
}

# count KIND ARG...: set $ops to how many there are of KIND.
count ()
{
  kind=$1
  shift
  fault=fail=0:EIO${kind:+:$kind}
  URINGUTILS_FAULT_COUNT=count
  export URINGUTILS_FAULT_COUNT
  with_fault "$@"
  unset URINGUTILS_FAULT_COUNT
  test $status = 0 || fail_ "$*: status $status without a fault"
  ops=$(cat count)
}

# each_of KIND LEAST TEXT ARG...: let each op of KIND fail, of which there are so
# many at least: TEXT is said.
each_of ()
{
  least=$2 text=$3
  kind=$1
  shift 3
  count "$kind" "$@"
  test "$ops" -ge "$least" || fail_ "$*: only $ops of $kind"
  n=1
  while test $n -le "$ops"; do
    fault=fail=$n:EIO:$kind
    with_fault "$@"
    test $status = 1 || fail_ "$fault $*: status $status"
    says err "$text"
    test "$(wc -l <err)" = 1 || fail_ "$fault $*: $(cat err)"
    n=$((n + step))
  done
  fault=fail=1:EIO:forever:$kind
  with_fault "$@"
  test $status = 1 || fail_ "$fault $*: status $status"
}

for engine in $engines; do
  all="--engine=$engine -r tree link"
  # shellcheck disable=SC2086  # words
  {
    each_of fsync 39 'error syncing ' $all
    each_of close 39 'failed to close ' $all
    each_of getdents 12 'error reading ' $all
    each_of readlinkat 1 "error opening 'link'" $all
    each_of fsync 10 'error syncing ' --engine=$engine tree/??
    each_of fsync 10 'error syncing ' --engine=$engine -d tree/??
    each_of syncfs 3 'error syncing ' --engine=$engine -f tree/1? tree/a tree
    # What cannot be opened to be read is opened to be written.
    fault=fail=1:EACCES:openat
    with_fault --engine=$engine tree/10
    test $status = 0 || fail_ "$fault: $(cat err)"
    fault=fail=1:EACCES:forever:openat
    with_fault --engine=$engine tree/1? tree/a
    test $status = 1 || fail_ "$fault: status $status"
    says err "error opening 'tree/a': Permission denied"
    test "$(wc -l <err)" = 11 || fail_ "$fault: $(cat err)"
    # Writing back is begun early, and does not count.
    fault=fail=1:EIO:forever:sync_file_range
    with_fault $all
    test $status = 0 || fail_ "$fault: $(cat err)"
    # Any op at all, and everything awkward.
    count '' $all
    n=1
    while test $n -le "$ops"; do
      for how in EIO ENOMEM:forever EMFILE EINTR; do
        fault=fail=$n:$how
        with_fault $all
      done
      n=$((n + 3 * step))
    done
    for seed in 1 2 3 4 5; do
      fault=seed=$seed,short=40,delay=40,reorder,eintr=20
      with_fault $all
      test $status = 0 || fail_ "$fault: $(cat err)"
    done
  }
done

# with_allocation N ARG...: let the Nth allocation fail.
with_allocation ()
{
  fault=$1
  shift
  URINGUTILS_ALLOC_FAULT=$fault
  export URINGUTILS_ALLOC_FAULT
  run usync-alloc "$@"
  unset URINGUTILS_ALLOC_FAULT
}

for engine in $engines; do
  URINGUTILS_ALLOC_FAULT_COUNT=count
  export URINGUTILS_ALLOC_FAULT_COUNT
  with_allocation 0 --engine="$engine" -r tree link
  unset URINGUTILS_ALLOC_FAULT_COUNT
  test "$(cat count)" -ge 50 || fail_ "only $(cat count) allocations"
  n=1
  while test $n -le "$(cat count)"; do
    with_allocation $n --engine="$engine" -r tree link
    with_allocation $n:forever --engine="$engine" -r tree link
    test $status = 1 || test $n -gt 30 \
      || fail_ "no memory from $n on: status $status"
    n=$((n + step))
  done
done
note_ "$runs runs"
