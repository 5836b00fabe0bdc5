#!/bin/sh
# Files that are inherited and shared stand afterwards where dd leaves them, so
# that who goes on with them finds the same.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"
: "${theirs?}" # the dd to compare with

head -c 3000000 /dev/urandom >in
head -c 200000 /dev/zero >>in
head -c 100000 in >>in.tail
cat in.tail >>in

# between NAME PROGRAM ARG...: PROGRAM reads on in a file that was begun and
# writes on in another, and then others do.
between ()
{
  name_=$1 program_=$2
  shift 2
  status_=0
  {
    head -c 10 in
    "$theirs" bs=7 count=1 of=first status=none
    "$program_" "$@" 2>"$name_.err" || status_=$?
    cat >"$name_.rest"
    echo END
  } <in >"$name_.out"
  echo $status_ >"$name_.status"
  plain_said <"$name_.err" >"$name_.said"
}

same_places ()
{
  between dd "$theirs" "$@"
  between udd udd "$@"
  for what_ in rest out status said; do
    cmp dd.$what_ udd.$what_ >&9 \
      || fail_ "'udd $*' differs from dd in its $what_"
  done
}

once ()
{
  same_places
  same_places bs=100 count=3
  same_places bs=100 skip=2 count=1
  same_places bs=100 skip=2 seek=3 count=1
  same_places ibs=100 obs=300 count=2
  same_places ibs=300 obs=100 count=2 conv=swab,ucase
  same_places bs=100 count=0 skip=3 seek=2
  same_places bs=100 count=0 skip=99999999
  same_places bs=1000000 skip=9999 iflag=count_bytes count=10
  same_places bs=7000000 count=1
  same_places count=12345B
  same_places count=2345678B bs=512
  same_places skip=54321B bs=512 count=4000
  same_places bs=512 count=5000
  same_places bs=4k count=500 conv=sparse
  same_places bs=512 skip=1 conv=sparse
  same_places ibs=512 obs=3000 count=4000 iflag=fullblock
  same_places bs=64k count=30 seek=1
  same_places ibs=1000 cbs=80 conv=block,sync count=3
  same_places of=named bs=1000 count=1000
  same_places if=first bs=1 skip=2 count=3
  same_places bs=512 count=3 skip=9223372036854775807
  same_places bs=512 count=3 seek=9223372036854775807
}
each_engine once
