#!/bin/sh
# Whatever op fails where files are cloned, or copied by the file system.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

had=
for type in btrfs xfs; do
  if ! try_fs $type 400M; then
    note_ "$fs_why"
    continue
  fi
  had="$had $type"
  cd "$mnt" || exit 99
  fault_tree src
  for engine in $engines; do
    every_op 7 ucp-fault -a -j1 --engine="$engine" src @
    every_op 29 ucp-fault -a --reflink=never --engine="$engine" src @
  done | judged 100 src
  refused 60
  for engine in $engines; do
    for seed in 1 2 3 4 5 6 7 8; do
      echo "URINGUTILS_FAULT=seed=$seed,short=30,delay=30,reorder,eintr=20" \
           "ucp-fault -a --engine=$engine src @"
    done
  done | judged 10 --must-succeed src
  cd "$test_dir_" || exit 99
done
test -n "$had" || skip_ "$fs_why"
