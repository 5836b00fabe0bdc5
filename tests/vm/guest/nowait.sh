#!/bin/sh
# A disk that cannot say whether a request would have to wait (here, dm-error; others
# are dm-crypt and multipath): the kernel tells of that by EAGAIN where a file was
# opened with O_NONBLOCK, up to Linux 6.1 at least, and all is copied all the same.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"
. "$abs_top_srcdir/tests/vm/guest/bad-disk.sh"

bad_disk slow 96M
# The file systems below end before that.
size=$(sectors "$disk")
break_it $((size - 8)) 7

# once TYPE
once ()
{
  at=$mnt/$engine
  mkdir "$at"
  for options in -a '-a --direct' '-a --iopoll' '-a --fsync --nocache'; do
    forget_cache
    rm -rf "$at/copy"
    # shellcheck disable=SC2086
    within 200 0 ucp $options "$mnt/src" "$at/copy" 2>err
    silent err
    same_tree $plain "$mnt/src" "$at/copy"
  done
  forget_cache
  within 200 0 ucp -a --verify "$mnt/src" "$at/verified" 2>err
  forget_cache
  within 200 0 usync --mirror -c "$mnt/src/" "$at/copy" 2>err
  silent err
  within 200 0 usync -r "$at/copy" 2>err
  forget_cache
  within 200 0 udd if="$mnt/src/large" of="$at/dd" bs=64k iflag=direct \
    status=none 2>err
  within 200 0 udd if="$mnt/src/large" of="$at/dd2" bs=64k oflag=direct \
    iflag=nonblock status=none 2>err
  compare src/large "$at/dd"
  compare src/large "$at/dd2"
  forget_cache
  within 200 0 ucat "$mnt/src/large" "$mnt/src/files/size-4097" >out 2>err
  cat src/large src/files/size-4097 | cmp - out >&9 || fail_ "ucat"
  rm -rf "$at"
}

make_tree src --only=files,nested
head -c 5000001 /dev/urandom >src/large
types='ext4 vfat'
test -z "${VM_SHORT-}" || types=ext4
for type in $types; do
  plain=
  case $type in
    ext4)
      mkfs.ext4 -q -F -E nodiscard "$bad" $((size / 2 - 1024))k ;;
    vfat)
      need nls_cp437
      need nls_ascii
      need nls_iso8859_1
      plain='--no-owner --no-mode --no-alloc --holes=off --no-times --no-xattr'
      mkfs.vfat "$bad" $((size / 2 - 1024)) ;;
  esac >mkfs.out 2>&1 || framework_failure_ "$(cat mkfs.out)"
  mount_disk $type "$bad"
  mkdir "$mnt/src"
  if test $type = ext4; then
    cp -a src/. "$mnt/src"
  else
    cp -r src/files src/large "$mnt/src"
  fi
  sync
  each_engine once
  umount "$mnt"
done
