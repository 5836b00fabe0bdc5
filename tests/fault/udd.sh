#!/bin/sh
# Whatever op of udd fails, once or for good: the copy is right, or it is a
# beginning of what is right, a message says so, and the statistics tell how much
# there is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
bytes small 2500
bytes large 700001
printf 'one line\nand another, which is longer\nthe end' >text

runs=0
refusals=0

# once FAULT COMMAND...: run it with FAULT, and judge the file 'out'.
once ()
{
  fault=$1
  shift
  rm -f out
  status=0
  URINGUTILS_FAULT=$fault timeout 60 "$@" 2>err || status=$?
  runs=$((runs + 1))
  case $status in
    0)
      cmp -s expected out \
        || fail_ "a wrong copy and status 0: URINGUTILS_FAULT=$fault $*" ;;
    1)
      refusals=$((refusals + 1))
      grep '^udd-fault: ' err >/dev/null \
        || fail_ "no message: URINGUTILS_FAULT=$fault $*"
      test -e out || : >out
      head -c "$(wc -c <out)" expected | cmp -s - out \
        || fail_ "other bytes than the input's: URINGUTILS_FAULT=$fault $*"
      tell_the_same "$@" ;;
    *)
      cat err >&9
      fail_ "status $status: URINGUTILS_FAULT=$fault $*" ;;
  esac
}

# What the statistics say, if they are there, is what is in the file.
tell_the_same ()
{
  told=$(sed -nE 's/^([0-9]+) bytes? .*copied, .*/\1/p' err)
  test "${told:-$(wc -c <out)}" = "$(wc -c <out)" || {
    cat err >&9
    fail_ "$told bytes are told of $(wc -c <out): URINGUTILS_FAULT=$fault $*"
  }
}

# each_fault ARG...: udd with ARGs, and each of the faults.
each_fault ()
{
  udd --engine=sync of=expected "$@" 2>/dev/null
  for engine in $engines; do
    URINGUTILS_FAULT_COUNT=count udd-fault --engine="$engine" of=out "$@" \
      2>/dev/null || fail_ "udd-fault $* failed"
    read -r count <count
    n=1
    while test $n -le $((count + 1)); do
      for error in EIO:forever ENOSPC EINTR; do
        once "fail=$n:$error" udd-fault --engine="$engine" of=out "$@"
      done
      n=$((n + thin_out))
    done
    for seed in 1 2 3; do
      once "seed=$seed,short=40,delay=30,reorder,eintr=20" \
        udd-fault --engine="$engine" of=out "$@"
      test $status = 0 || fail_ "nothing failed, but: $(cat err)"
    done
  done
}

each_fault if=small
each_fault if=small bs=700
each_fault if=small ibs=1000 obs=300 conv=swab iflag=fullblock
each_fault if=text conv=ucase ibs=9 obs=8
each_fault if=text conv=fsync,fdatasync bs=5 iflag=fullblock skip=1
each_fault if=large bs=4096 iflag=fullblock
each_fault if=large bs=100000
each_fault if=large bs=1000 tee=other
note_ "$runs runs, $refusals refused"
test $refusals -gt 50 || test -n "${SANITIZER-}" \
  || fail_ "only $refusals runs were refused"
