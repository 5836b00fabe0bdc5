#!/bin/sh
# A full disk: what is there is the beginning of what should be.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

require_root_
noise small 1000
noise large 30000000

on_fs ()
{
  once ()
  {
    returns 1 ucat small large >"$mnt/out" 2>err
    echo "ucat: write error: No space left on device" >expected
    compare expected err
    size=$(stat -c %s "$mnt/out")
    test $size -ge 2000000 || fail_ "only $size bytes on $fs"
    cat small large | head -c $size | cmp - "$mnt/out" \
      || fail_ "$fs: what was written is not the beginning"
    rm "$mnt/out"
  }
  each_engine once
}
for fs in tmpfs ext4 xfs btrfs; do
  size=20M
  test $fs != xfs || size=300M
  test $fs != btrfs || size=120M
  test $fs = tmpfs || test $fs = ext4 || noise large 320000000
  try_fs $fs $size || { note_ "$fs_why"; continue; }
  on_fs
done
