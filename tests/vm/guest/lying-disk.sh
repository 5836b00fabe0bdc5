#!/bin/sh
# A disk that says that it has written and has not (dm-flakey drop_writes): who reads
# back what was written finds out.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

need dm_flakey
ram_disk 128M
size=$(sectors "$disk")
good="0 $size linear $disk 0"
lies="0 $size flakey $disk 0 0 1000 1 drop_writes"
new_map liar "$good"
liar=/dev/mapper/liar
head -c 3000000 /dev/urandom >data

once ()
{
  set_map liar "$good"
  dd if=/dev/zero of=$liar bs=1M count=8 conv=fsync status=none
  quietly udd if=data of=$liar bs=64k verify=readback status=none
  cmp -n 3000000 data $liar >&9 || fail_ "not the same"
  dd if=/dev/zero of=$liar bs=1M count=8 conv=fsync status=none

  set_map liar "$lies"
  within 120 1 udd if=data of=$liar bs=64k verify=readback status=none 2>err
  says err "'$liar'"
  within 120 1 udd if=data of=$liar bs=64k oflag=direct verify=readback \
    status=none 2>err
  says err "'$liar'"

  ! lacks_feature HAVE_XXHASH || return 0
  set_map liar "$good"
  new_fs ext4 $liar commit=300
  quietly ucp --verify data "$mnt/good"
  sync
  set_map liar "$lies"
  within 120 1 ucp --verify data "$mnt/bad" 2>err
  says err "$mnt/bad"
  umount "$mnt"
  set_map liar "$good"
}
each_engine once
