#!/bin/sh
# Whatever op fails of a copy with --atomic, anew and onto what is there: what
# is said to be copied is, the rest is not there or as it was, and no
# temporary name is left.  (Where all ops fail from one on, so does the removal
# of what is temporary; such runs are left out.)
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src

for engine in $engines; do
  every_op 5 ucp-fault -a --atomic -j1 --engine="$engine" src @
done | grep -v :forever | judged 100 src
refused 25

fault_tree before
chmod -R u+w before
for name in small exact chunks nested/a/b/large special/read-only; do
  bytes "before/$name" 3000
done
rm before/links/symlink before/special/fifo
bytes before/links/symlink 10
bytes before/special/fifo 10
before=before
for engine in $engines; do
  every_op 7 ucp-fault -a -T --atomic -j1 --engine="$engine" src @
done | grep -v :forever | judged 50 --before=before --compare=--no-alloc,--holes=off src
refused 25
