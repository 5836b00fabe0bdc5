#!/bin/sh
# Whatever op fails of a copy with --fsync: an fsync that fails is a failure.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src

for engine in $engines; do
  every_op 7 ucp-fault -a --fsync -j1 --engine="$engine" src @
  every_op 7 ucp-fault -a --fsync --atomic --engine="$engine" src @ \
    | grep -v :forever # what cannot be removed, stays
done | judged 200 src
refused 100

# Each fsync by itself, of files and of directories.
returns 0 env URINGUTILS_FAULT=fail=0:EIO:fsync URINGUTILS_FAULT_COUNT=count \
  ucp-fault -a -j1 --fsync src counted
n=0
while test $n -lt "$(cat count)"; do
  n=$((n + 1))
  for engine in $engines; do
    for atomic in '' --atomic; do
      rm -rf copy
      # shellcheck disable=SC2086
      returns 1 env URINGUTILS_FAULT=fail=$n:EIO:fsync \
        ucp-fault -a -j1 --fsync $atomic --engine="$engine" src copy 2>err
      says err 'error flushing '
    done
  done
done
test $n -gt 20 || fail_ "only $n fsyncs"
