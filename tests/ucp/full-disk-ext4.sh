#!/bin/sh
# Space that is only reserved is missed when it is written: a full ext4 gives
# the same message, and no file of zeros.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 16M
head -c 30000000 /dev/urandom >big
mkdir src
head -c 4000000 /dev/urandom >src/a
cp src/a src/b
cp src/a src/c
cp src/a src/d
once ()
{
  returns 1 ucp big "$mnt" 2>err
  says err "big"
  says err "No space left on device"
  test ! -e "$mnt/big" \
    || test "$(stat -c %s "$mnt/big")" -lt 30000000 || fail_ "full size"
  test ! -e "$mnt/big" \
    || cmp -n "$(stat -c %s "$mnt/big")" big "$mnt/big" \
    || fail_ "what is there of the file is wrong"
  rm -f "$mnt/big"
  sync -f "$mnt"
  # A file that has no message against it is whole.
  returns 1 ucp -r src "$mnt/src" 2>err
  sync -f "$mnt"
  for file in a b c d; do
    grep "src/$file'" err >/dev/null || compare src/$file "$mnt/src/$file"
  done
  remove "$mnt/src"
}
each_engine once
