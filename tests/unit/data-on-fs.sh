#!/bin/sh
# The data layer's tests on file systems that differ in what they can do.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "${srcdir=.}/tests/init.sh"

require_root_

fs_tried=
for type in ext4 xfs btrfs tmpfs overlay; do
  if ! try_fs "$type" 400M; then
    note_ "$type left out: $fs_why"
    continue
  fi
  fs_tried="$fs_tried $type"
  for test in extents transfer transfer-changes transfer-claimed \
    transfer-faults; do
    TMPDIR=$mnt "$abs_top_builddir/tests/unit/test-$test" >&9 2>&9 \
      || fail_ "test-$test on $type"
  done
done
test -n "$fs_tried" || skip_ "no file system can be mounted here"
