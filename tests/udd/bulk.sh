#!/bin/sh
# Files, whose records travel many at a time: what is written, what is said and
# where both sides stand afterwards is what dd leaves, whatever the size of a
# record.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

head -c 1500000 /dev/urandom >half
{
  head -c 700001 half
  head -c 300000 /dev/zero
  cat half
} >in
head -c 900000 half | tr 'a-m' 'n-z' >old

# same SETUP OPERANDS...: dd and udd, with standard input in and standard output
# the file out as SETUP opens it, leave the same behind them.
same ()
{
  setup=$1
  shift
  # shellcheck disable=SC2154  # common.sh sets it.
  one "$theirs" dd "$@"
  one udd udd "$@"
  for what in status said out rest; do
    cmp dd.$what udd.$what >&9 2>&9 || {
      diff dd.said udd.said >&9 || :
      fail_ "'udd $*' ($setup) differs in $what"
    }
  done
}

one ()
{
  program=$1 tool=$2
  shift 2
  cp old out
  returned=0
  (
    case $setup in
      over) exec 1<>out ;;
      new) exec >out ;;
      append) exec >>out ;;
    esac
    "$program" "$@" 2>said_ || returned=$?
    # Both descriptors are shared with who comes after.
    head -c 10 >"$tool.rest"
    echo end
    exit $returned
  ) <in || returned=$?
  echo $returned >$tool.status
  mv out $tool.out
  plain_said <said_ >$tool.said
}

sizes ()
{
  same over bs=512 conv=notrunc
  same new bs=4k
  same new ibs=512 obs=4096
  same over ibs=4096 obs=512
  same new ibs=1000 obs=3000
  same new bs=1000 skip=3
  same new bs=511 skip=1 count=2000
  same over bs=4k count=300 seek=5 conv=notrunc
  same new bs=4k count=1000000B skip=1000B iflag=fullblock
  same new bs=100 count=2000 skip=100 seek=77
  same new ibs=65536 obs=100000 count=10
  same over bs=64k seek=2 conv=notrunc,fsync
  same new bs=10 count=20000
  same append bs=512 count=1000 seek=0 conv=notrunc
  same new bs=4k conv=sync
  same new ibs=3k obs=4k conv=sync,noerror count=300
  same new bs=4k iflag=nocache oflag=nocache
  same new bs=1024 count=500 oflag=dsync
}
each_engine sizes

# Zeros are passed over where dd does it, and the end is where it belongs.
sparse ()
{
  same new bs=512 conv=sparse
  same over bs=4096 conv=sparse,notrunc
  same new ibs=1000 obs=500 conv=sparse
  same over bs=1000 seek=1 conv=sparse
  same new bs=100 conv=sparse count=9000
}
each_engine sparse

# Holes are read as zeros, and those written.
truncate -s 3000000 hollow
"$theirs" if=half of=hollow bs=100000 count=2 seek=5 conv=notrunc 2>said_
full ()
{
  udd if=hollow of=copy bs=512 2>said || fail_ "status $?"
  cmp hollow copy || fail_ "a copy of a file with holes differs"
  sync -d copy
  test "$(($(stat -c '%b * %B' copy)))" -ge 3000000 || fail_ "the copy has holes"
  rm copy
}
each_engine full

# What is read may have been written before.
overlapping ()
{
  for operands in 'bs=512 seek=1' 'bs=4k seek=3 count=200' 'bs=1000 skip=5' \
    'bs=64k seek=1'; do
    for tool in dd udd; do
      cp half $tool.moved
    done
    ln -s "$PWD/udd.moved" link
    # shellcheck disable=SC2086
    "$theirs" if=dd.moved of=dd.moved conv=notrunc count=200 $operands 2>said_ \
      || framework_failure_ "dd"
    # shellcheck disable=SC2086
    udd if=udd.moved of=link conv=notrunc count=200 $operands 2>said \
      || fail_ "udd if=F of=F $operands: status $?"
    cmp dd.moved udd.moved || fail_ "udd if=F of=F $operands differs"
    rm link
  done
}
each_engine overlapping

# Devices without an end.
devices ()
{
  returns 0 udd if=/dev/zero of=copy bs=500 count=5000 2>said
  says said '5000+0 records out'
  says said '2500000 bytes (2.5 MB, 2.4 MiB) copied, '
  test "$(tr -d '\0' <copy | wc -c)/$(wc -c <copy)" = 0/2500000 \
    || fail_ "these are not zeros"
  returns 0 udd if=/dev/urandom of=copy ibs=1 obs=10 count=300007B 2>said
  says said '300007+0 records in'
  says said '30000+1 records out'
  test "$(tr -d '\0' <copy | wc -c)" -gt 290000 || fail_ "that is not random"
  test "$(wc -c <copy)" = 300007 || fail_ "not all of it"
  returns 0 udd if=/dev/zero of=/dev/null bs=1 count=50M 2>said
  says said '52428800+0 records out'
  returns 0 udd if=in of=/dev/null bs=1 2>said
  says said '2500001+0 records out'
}
each_engine devices

# A file whose length means nothing.
same_proc ()
{
  for file in /proc/cpuinfo /proc/self/maps /sys/kernel/uevent_seqnum; do
    test -r $file || continue
    returns 0 udd if=$file of=copy bs=1k 2>said
    test -s copy || fail_ "$file was not copied"
    test $file = /proc/self/maps || cmp copy $file || fail_ "$file differs"
  done
}
each_engine same_proc
