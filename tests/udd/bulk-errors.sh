#!/bin/sh
# An error among many records: they are tried again one by one, and what is
# then in the output and what is said of it fit together.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

PATH=$abs_top_builddir/tests/fault:$PATH
head -c 1300000 /dev/urandom >in
head -c 1500000 /dev/urandom >old

# faulty FAULTS OPERANDS...: a copy of in on a bad day.
faulty ()
{
  rm -f out
  faults=$1
  shift
  returned=0
  URINGUTILS_FAULT=$faults udd-fault if=in of=out "$@" 2>said || returned=$?
  running="URINGUTILS_FAULT=$faults udd-fault if=in of=out $*"
}

# whole: all has gone well in the end.
whole ()
{
  test $returned = 0 || fail_ "$running: status $returned: $(head -n 1 said)"
  cmp in out || fail_ "$running: the copy differs"
  says said '1300000 bytes (1.3 MB, 1.2 MiB) copied, '
}

# The same, and no read was short.
whole_records ()
{
  whole
  says said '2539+1 records in'
  says said '2539+1 records out'
}

# part WHAT: it failed with WHAT, and the output is as long as was said and a
# part of the input.
part ()
{
  test $returned = 1 || fail_ "$running: status $returned"
  says said "$1"
  bytes=$(sed -n 's/^\([0-9]*\) bytes\{0,1\}.*/\1/p' said)
  test "$bytes" = "$(stat -c %s out)" \
    || fail_ "$running: $(stat -c %s out) bytes, but it says $bytes"
  cmp -n "$bytes" in out || fail_ "$running: the part differs"
  # The last record is a partial one.
  records=$(sed -n 's/^\([0-9]*\)+[01] records out/\1/p' said)
  test "$bytes" = 1300000 || test "$bytes" = $((records * 512)) \
    || fail_ "$running: $records records"
}

once ()
{
  for seed in 1 2 3 4; do
    faulty seed=$seed,short=30,delay=30,reorder,eintr=10 bs=512
    whole
    faulty seed=$seed,short=50,eintr=20 bs=512 conv=sparse
    whole
  done
  n=1
  while test $n -le 20; do
    # Once: it goes well when tried again.
    faulty fail=$n:EIO:read bs=512
    test $returned = 1 || whole_records
    test $returned = 0 || part "udd-fault: error reading 'in': Input/output error"
    once_read=$returned$once_read
    faulty fail=$n:ENOSPC:write bs=512
    test $returned = 1 || whole_records
    test $returned = 0 || part "udd-fault: error writing 'out': No space left on device"
    once_written=$returned$once_written
    # For good.
    faulty fail=$n:EIO:forever:read bs=512
    test $returned = 0 || part "udd-fault: error reading 'in': Input/output error"
    test $n -gt 1 || test $returned = 1 || fail_ "$running: status 0"
    faulty fail=$n:ENOSPC:forever:write bs=512
    test $returned = 0 || part "udd-fault: error writing 'out': No space left on device"
    test $n -gt 1 || test $returned = 1 || fail_ "$running: status 0"
    n=$((n + 1))
  done
  # What failed once in a chunk has been tried again.
  case $once_read,$once_written in
    *0,*0) ;;
    *) fail_ "nothing that failed once was tried again" ;;
  esac

  # What was there behind it stays as it was.
  cp old out
  returned=0
  URINGUTILS_FAULT=seed=3,delay=40,reorder,fail=2:EIO:forever:read \
    udd-fault if=in of=out bs=512 conv=notrunc 2>said || returned=$?
  bytes=$(sed -n 's/^\([0-9]*\) bytes\{0,1\}.*/\1/p' said)
  test $returned = 1 || fail_ "status $returned"
  test "$bytes" -lt 1300000 || fail_ "no error has come"
  cmp -n "$bytes" in out || fail_ "the part differs"
  cmp -i "$bytes" old out || fail_ "what was behind it was overwritten"
}
once_read=
once_written=
each_engine once
