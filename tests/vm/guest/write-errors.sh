#!/bin/sh
# A disk that refuses writes (dm-flakey): none of the tools ends with status 0 when
# what it promised is not there, and the message names the file.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

need dm_flakey
ram_disk 128M
size=$(sectors "$disk")
good="0 $size linear $disk 0"
refuses="0 $size flakey $disk 0 0 1000 1 error_writes"
new_map weak "$good"
weak=/dev/mapper/weak

make_tree src --only=files
head -c 3000000 /dev/urandom >src/large

# on_bad_disk TEXT STATUS COMMAND: run COMMAND in a file system on which nothing
# can be written any more; the message has TEXT in it.
on_bad_disk ()
{
  text=$1 status=$2
  shift 2
  set_map weak "$good"
  # No commit of its own meanwhile, which would make it read-only.
  new_fs ext4 $weak commit=300
  cp -a src "$mnt/tree"
  echo old >"$mnt/tree/old"
  sync
  cp src/large "$mnt/tree/written"
  set_map weak "$refuses"
  (cd "$mnt" && within 120 "$status" "$@") 2>err
  says err "$text"
  set_map weak "$good"
  umount "$mnt"
}

once ()
{
  on_bad_disk "'copy" 1 ucp -a --fsync "$PWD/src" copy
  on_bad_disk "'copy" 1 ucp -a --fsync --atomic "$PWD/src" copy
  on_bad_disk "'large'" 1 ucp --fsync "$PWD/src/large" large
  on_bad_disk "'large'" 1 ucp --direct "$PWD/src/large" large
  on_bad_disk "'copy/large'" 23 usync --mirror --fsync "$PWD/src/" copy
  on_bad_disk "'large'" 1 udd if="$PWD/src/large" of=large bs=64k conv=fsync
  on_bad_disk "'large'" 1 udd if="$PWD/src/large" of=large bs=64k conv=fdatasync
  on_bad_disk "'large'" 1 udd if="$PWD/src/large" of=large bs=64k oflag=direct
  on_bad_disk "'large'" 1 udd if="$PWD/src/large" of=large bs=64k oflag=sync
  on_bad_disk "'tree/written'" 1 usync tree/written
  on_bad_disk "'tree/written'" 1 usync -d tree/written
  on_bad_disk "'tree/written'" 1 usync -r tree

  # The device itself.
  set_map weak "$refuses"
  for operands in oflag=direct conv=fsync oflag=dsync \
    'verify=readback' 'conv=diff oflag=direct'; do
    # shellcheck disable=SC2086
    within 120 1 udd if=src/large of=$weak bs=64k status=none $operands 2>err
    says err "'$weak'"
  done
  set_map weak "$good"
}
each_engine once
