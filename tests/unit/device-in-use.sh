#!/bin/sh
# A block device that is mounted, swapped to or part of another is known to
# be, and one that is not can be claimed.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
require_prog_ losetup mkfs.ext4 mkswap
look=$abs_top_builddir/tests/unit/test-device-use

# attach IMAGE [OPTION...]: a loop device of it, in $loop.
attach ()
{
  image=$1
  shift
  loop=$(losetup -f --show "$@" "$image" 2>losetup.err) \
    || skip_ "no loop device: $(cat losetup.err)"
  at_end "losetup -d '$loop' 2>/dev/null"
}

truncate -s 16M disk
attach disk
"$look" "$loop" >out
says out "none device=-"
says out claimed
says out kept

# Mounted, where its name has a blank.
mkfs.ext4 -q -F "$loop"
mkdir "a place"
mount "$loop" "a place" 2>mount.err || skip_ "cannot mount: $(cat mount.err)"
at_end "umount '$test_dir_/a place' 2>/dev/null"
"$look" "$loop" >out
says out "mounted device=$loop where=$test_dir_/a place type=ext4"
says out busy
umount "a place"
"$look" "$loop" >out
says out "none device=-"
says out claimed

# Another loop device is a view of it.  libblkid, if it is there, knows what
# is on it.
type=ext4
grep '^#define HAVE_LIBBLKID 1' "$abs_top_builddir/config.h" >/dev/null \
  || type=-
under=$loop
attach "$under"
"$look" "$under" >out
says out "held device=$under where=$loop type=$type"
losetup -d "$loop"
"$look" "$under" >out
says out "none device=-"

# Swapped to, where that is allowed.
mkswap "$under" >/dev/null
if swapon "$under" 2>swapon.err; then
  at_end "swapoff '$under' 2>/dev/null"
  "$look" "$under" >out
  says out "swap device=$under where=- type=swap"
  says out busy
  swapoff "$under"
else
  note_ "swap left out: $(cat swapon.err)"
fi

# A partition of it is mounted.
if command -v sfdisk >/dev/null; then
  truncate -s 32M parted
  echo 'start=2048, type=83' | sfdisk -q parted
  attach parted -P
  disk=$loop
  if test -b "${disk}p1"; then
    mkfs.ext4 -q -F "${disk}p1"
    mkdir part
    mount "${disk}p1" part
    at_end "fs_unmount_ '$test_dir_/part'"
    "$look" "$disk" >out
    says out "mounted device=${disk}p1 where=$test_dir_/part type=ext4"
    says out busy
  else
    note_ "partitions of loop devices left out: there are none here"
  fi
fi
