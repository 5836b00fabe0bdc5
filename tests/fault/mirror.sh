#!/bin/sh
# Whatever op of a mirror fails, once or for good: the mirror is right, or usync
# says what is not and exits as rsync does; what is not new is as it was.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src
keep=-HU
lacks_feature USE_ACL || keep=${keep}A
lacks_feature USE_XATTR || keep=${keep}X
statuses=3,11,23

# mirrors STEP: cases of a mirror, as every_op has them.
mirrors ()
{
  every_op "$1" usync-fault --mirror $keep --workers=1 --engine="$engine" \
    src/ @
}

# A first mirror.  (Where all ops fail from one on, so does the removal of what
# is temporary.)
for engine in $engines; do
  mirrors 7
done | grep -v :forever | judged 130 --refusal=$statuses src
refused 40

# Onto what differs in every way.
cp -a src before
chmod -R u+w before
for name in small exact chunks nested/a/b/large special/read-only; do
  bytes "before/$name" 3000
done
rm before/links/symlink before/special/fifo before/nested/hole before/zeros
bytes before/links/symlink 10
bytes before/special/fifo 10
mkdir before/nested/hole
before=before
for engine in $engines; do
  mirrors 7
done | grep -v :forever \
  | judged 90 --refusal=$statuses --before=before src
refused 25

# Onto what is the same already.
cp -a src before.same
before=before.same
for engine in $engines; do
  mirrors 7
done | judged 30 --refusal=$statuses --before=before.same src

# Short, late, reordered and interrupted ops change nothing.
before=before
for seed in 1 2 3 4 5 6; do
  for engine in $engines; do
    for more in --workers=1 --workers=8 --direct --sparse; do
      echo "URINGUTILS_FAULT=seed=$seed,short=20,delay=30,reorder,eintr=10" \
           "usync-fault --mirror $keep $more --engine=$engine src/ @"
    done
  done
done | judged 40 --must-succeed --before=before --compare=--no-alloc,--holes=off \
  src
