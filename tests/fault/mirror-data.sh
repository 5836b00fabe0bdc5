#!/bin/sh
# Whatever op fails of a mirror that writes in place, keeps parts, delays, puts
# aside, or looks elsewhere: it is right, or usync says what is not.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src
keep=-HAXU
! lacks_feature USE_ACL || keep=-HXU
mirror="usync-fault --mirror $keep --workers=1"

# What differs in some places only, and what is shorter.
cp -a src before
chmod -R u+w before
for name in chunks nested/a/b/large; do
  printf y | dd of="before/$name" bs=1 seek=300000 conv=notrunc 2>/dev/null
  printf y | dd of="before/$name" bs=1 seek=1200001 conv=notrunc 2>/dev/null
done
head -c 30000 src/exact >before/exact
head -c 100 src/below >before/below
rm before/nested/hole before/zeros
find before -type f -exec touch -d '2010-01-01' {} +
before=before

# A case for some ops with each of the ways.
for engine in $engines; do
  for way in '--inplace' '--delta' '--partial' \
             '--delay-updates' \
             '--backup-dir=../backup' '--inplace --backup-dir=../backup' '-c'; do
    every_op 29 $mirror $way --engine="$engine" src/ @
  done
done | grep -v :forever \
  | judged 150 --refusal=3,11,23 --before=before src
refused 50

# With a basis.
cp -a src basis
before=
printf y | dd of=basis/chunks bs=1 seek=300000 conv=notrunc 2>/dev/null
for engine in $engines; do
  for way in --compare-dest --copy-dest --link-dest --reflink-dest; do
    test $way != --compare-dest || continue
    every_op 17 $mirror $way="$PWD/basis" --engine="$engine" src/ @
  done
done | grep -v :forever | judged 100 --refusal=3,11,23 --compare=--no-links src
refused 30

# Nothing that can be recovered from makes a difference.
before=before
for seed in 1 2 3 4; do
  for engine in $engines; do
    for way in '--inplace' '--inplace --no-whole-file' '--delta' \
               '--delay-updates' '-c'; do
      echo "URINGUTILS_FAULT=seed=$seed,short=20,delay=30,reorder,eintr=10" \
           "usync-fault --mirror $keep $way --engine=$engine src/ @"
    done
  done
done | judged 40 --must-succeed --before=before --compare=--no-alloc,--holes=off \
  src
