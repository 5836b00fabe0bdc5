#!/bin/sh
# --verify finds a byte that changes after it was written, names the place, and
# exits with 1; short reads and interruptions mislead it into nothing.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

! lacks_feature HAVE_XXHASH || skip_ "built without libxxhash"

mkdir src
bytes src/large 7000000
bytes src/small 50000
bytes src/sparse 100000
truncate -s 3000000 src/sparse
cp src/small tail
cat tail >>src/sparse

# spoilt FILE OPTION...: let each of FILE's writes go wrong in turn.  Sets count
# to how many there were.
spoilt ()
{
  file=$1
  shift
  count=0
  while :; do
    rm -f copy
    status=0
    URINGUTILS_FAULT=corrupt=$((count + 1)) ucp-fault "--engine=$engine" \
      --reflink=never --verify "$@" "src/$file" copy 2>err || status=$?
    cmp -l "src/$file" copy >differences || :
    test -s differences || break
    count=$((count + 1))
    test "$status" = 1 || fail_ "$file $*: write $count is spoilt, exit $status"
    test "$(wc -l <differences)" = 1 || framework_failure_ "$(cat differences)"
    at=$(awk '{ print $1 - 1 }' differences)
    from=$((at / 1048576 * 1048576))
    to=$((from + 1048575))
    size=$(stat -c %s "src/$file")
    test $to -lt "$size" || to=$((size - 1))
    says err "verification failed: 'copy' differs on the medium from what was\
 copied, bytes $from to $to; copy it again"
    test "$(wc -l <err)" = 1 || fail_ "said: $(cat err)"
  done
  test "$status" = 0 || fail_ "$file $*: a right copy, and exit $status"
  silent err
}

once ()
{
  spoilt small
  test $count = 1 || fail_ "small: $count writes"
  spoilt large
  test $count -ge 4 || fail_ "large: $count writes"
  spoilt large --direct
  test $count -ge 4 || fail_ "large --direct: $count writes"
  spoilt sparse
  test $count -ge 2 || fail_ "sparse: $count writes"

  # It is not listed, and the others are.
  lacks_feature HAVE_LIBCRYPTO || {
    remove copies
    URINGUTILS_FAULT=corrupt=1 returns 1 ucp-fault "--engine=$engine" -r -j1 \
      --reflink=never --verify --manifest=list src copies 2>err
    test "$(wc -l <list)" = 2 || fail_ "listed: $(cat list)"
    sha256sum --quiet -c list || fail_ "the list: $(cat list)"
  }
}
each_engine once

# A bad day, but everything arrives: the sums too.
fault_tree tree
for options in --verify "--checksum=xxh128 --manifest=/dev/null" \
               "--verify --sparse=always" "--verify --direct"; do
  for each in $engines; do
    for seed in 1 2 3 4; do
      echo "URINGUTILS_FAULT=seed=$seed,short=40,delay=30,reorder,eintr=20\
 ucp-fault -a --engine=$each $options tree @"
    done
  done
done | judged 24 --must-succeed tree
