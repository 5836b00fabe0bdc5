#!/bin/sh
# No inode left: every file that could not be made has a message.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs tmpfs 4M nr_inodes=20
mkdir src
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
  echo $i >src/$i
done
once ()
{
  returns 1 ucp -a src "$mnt/copy" 2>err
  for path in src/*; do
    file=${path#src/}
    test -e "$mnt/copy/$file" && continue
    says err "copy/$file': No space left on device"
  done
  for path in "$mnt"/copy/*; do
    test -f "$path" || continue
    compare "src/${path##*/}" "$path"
  done
  remove "$mnt/copy"
}
each_engine once
