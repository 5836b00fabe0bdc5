#!/bin/sh
# What the medium refuses is an error, though its write-back had begun before the
# flush: nobody else takes the error away.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
require_fs_ ext4
head -c 1048576 /dev/urandom >data

# A disk that turns out to be smaller than it said.
once ()
{
  with_fs tmpfs 24M
  medium=$mnt
  truncate -s 300M "$medium/image"
  mkfs.ext4 -q -F "$medium/image" 2>err || framework_failure_ "$(cat err)"
  disk=$(pwd)/disk.$1.$engine
  mkdir "$disk"
  # No commit of its own, whose failure would have the file system read-only before.
  mount -o loop,commit=300 "$medium/image" "$disk" 2>err || skip_ "$(cat err)"
  at_end "fs_unmount_ '$disk'"
  i=10
  while test $i -lt 50; do
    # The less, if a write is refused as early as here.
    cp data "$disk/$i" 2>cp.err || break
    i=$((i + 1))
  done
  case $1 in
    files) returns 1 usync "$disk"/?? 2>err ;;
    tree) returns 1 usync -r "$disk" 2>err ;;
  esac
  grep "^usync: error syncing '$disk/[0-9]*': " err >/dev/null \
    || fail_ "no file has an error: $(head -n 3 err cp.err)"
  umount "$disk"
  rm "$medium/image"
  umount "$medium"
}
each_engine once files
each_engine once tree
