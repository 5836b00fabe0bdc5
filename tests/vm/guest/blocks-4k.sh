#!/bin/sh
# A disk whose blocks are 4096 bytes: udd says, counts and leaves what dd does,
# whatever the sizes, and ucp's copies past the page cache are right to the last
# byte.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

need_disk nvme0n2
raw=/dev/nvme0n2
test "$(blockdev --getss $raw)" = 4096 || fail_ "its blocks are not 4096 bytes"
head -c 1000000 /dev/urandom >data
cp data start
head -c 60000 /dev/zero >>start
truncate -s 1048576 start

# From it.
cp start $raw
sync
for operands in 'bs=512 count=8' 'bs=4096 count=8' 'bs=4608 count=3' \
  'bs=6144 count=4' 'bs=1M count=1' 'ibs=4096 obs=700 count=30' \
  'bs=512 count=8 conv=noerror,sync' 'bs=4096 skip=3 count=2' \
  'bs=4096 skip=512 count=4 iflag=direct,skip_bytes' \
  'bs=4096 count=5000 iflag=direct,count_bytes'; do
  # shellcheck disable=SC2086
  same_as_dd if=$raw of=out iflag=direct $operands
done

# To it: what a run leaves there is compared, too.
to_disk ()
{
  for program in "$theirs" udd; do
    dd if=/dev/zero of=$raw bs=1M count=2 conv=fsync status=none
    status=0
    "$program" of=$raw "$@" 2>said_ || status=$?
    sync
    plain_said <said_ >"said.${program##*/}"
    echo "status $status" >>"said.${program##*/}"
    head -c 2097152 $raw >"disk.${program##*/}"
  done
  compare said.dd said.udd
  cmp disk.dd disk.udd >&9 2>&9 || fail_ "'udd of=$raw $*' leaves something else"
}
to_disk_each ()
{
  for operands in 'bs=512' 'bs=4096' 'bs=64k' 'bs=6144' 'ibs=512 obs=4096' \
    'bs=4096 seek=3' 'bs=4096 seek=512 oflag=direct,seek_bytes' \
    'bs=1M conv=fsync' 'bs=4096 conv=sync' 'bs=64k conv=sparse'; do
    # shellcheck disable=SC2086
    to_disk if=data oflag=direct $operands conv=notrunc
  done
}
each_engine to_disk_each

# The tool's own ways.
images ()
{
  quietly udd if=data of=$raw verify=readback oflag=direct status=none
  cmp -n 1000000 data $raw >&9 || fail_ "verify=readback wrote something else"
  head -c 500000 /dev/urandom >piece
  cp start other
  dd if=piece of=other bs=1000 seek=100 conv=notrunc status=none
  quietly udd if=other of=$raw conv=diff oflag=direct status=none
  cmp -n 1000000 other $raw >&9 || fail_ "conv=diff wrote something else"
  quietly udd if=$raw of=rescued conv=rescue iflag=direct count=1M \
    iflag=count_bytes status=none
  cmp -n 1000000 other rescued >&9 || fail_ "conv=rescue read something else"
}
each_engine images

# File systems, whose blocks cannot be smaller.
mkdir src
for size in 0 1 511 512 513 4095 4096 4097 8191 65535 65537 1000003 3145728 \
  5000001; do
  head -c $size /dev/urandom >src/$size
done
truncate -s 10000000 src/sparse
dd if=data of=src/sparse bs=1000 seek=3000 count=100 conv=notrunc status=none
files ()
{
  at=$mnt/$engine
  mkdir "$at"
  quietly ucp -a --direct src "$at/copy"
  quietly ucp -a --direct --chunk-size=12K src "$at/odd"
  forget_cache
  same_tree src "$at/copy"
  same_tree src "$at/odd"
  forget_cache
  quietly ucp -a --direct "$at/copy" "$at/back"
  quietly ucp --iopoll "$at/copy/5000001" "$at/polled"
  # Over what is longer.
  quietly ucp --direct "$at/copy/4097" "$at/polled"
  forget_cache
  same_tree src "$at/back"
  compare src/4097 "$at/polled"
  rm -rf "$at"
}
for type in ext4 xfs btrfs; do
  new_fs $type $raw
  each_engine files
  umount "$mnt"
done
