#!/bin/sh
# --verify reads from the medium, not from the page cache: each block that was
# written is read from the device.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

! lacks_feature HAVE_XXHASH || skip_ "built without libxxhash"
require_root_

mkdir src
head -c 20000000 /dev/urandom >src/large
for i in 1 2 3 4 5 6 7 8 9; do
  head -c 50000 /dev/urandom >src/$i
done
wanted=$((20450000 / 512))

once ()
{
  dev=$(stat -c %d "$mnt")
  stat=/sys/dev/block/$((dev >> 8)):$((dev & 255))/stat
  test -r "$stat" || skip_ "no statistics of the device"
  before=$(awk '{ print $3 }' "$stat")
  returns 0 ucp -r --verify src "$mnt/copy.$engine"
  read=$(($(awk '{ print $3 }' "$stat") - before))
  test "$read" -ge $wanted \
    || fail_ "$fs_type_here: only $read of $wanted sectors were read"
  # And once, but for the file system's own.
  test "$read" -le $((wanted * 3 / 2)) \
    || fail_ "$fs_type_here: $read sectors were read for $wanted"
  cmp src/large "$mnt/copy.$engine/large"
}
tried=
for fs_type_here in ext4 xfs vfat; do
  if try_fs $fs_type_here 400M; then
    tried=yes
    each_engine once
  else
    note_ "$fs_why"
  fi
done
test -n "$tried" || skip_ "$fs_why"
