#!/bin/sh
# --sparse: holes are kept, made of zeros, or filled.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 200M
cd "$mnt"
make_tree src --only=sparse,files,prealloc
head -c 3000000 /dev/zero >src/zeros
{ printf x; head -c 999998 /dev/zero; printf y; } >src/zeros-inside
head -c 70000 /dev/zero | tr '\0' a >src/zeros-last
head -c 70001 /dev/zero >>src/zeros-last
sync -f .

# blocks FILE: 512-byte blocks
blocks ()
{
  sync -f . # allocation may be delayed
  stat -c %b "$1"
}
once ()
{
  returns 0 ucp -r --sparse=auto src auto
  same_tree --no-times --holes=strict src auto

  returns 0 ucp -r --sparse=always src always
  same_tree --no-times --holes=lax src always
  test "$(blocks always/zeros)" -lt 16 || fail_ "zeros did not become a hole"
  test "$(blocks always/zeros-inside)" -lt 64 || fail_ "no hole inside"
  test "$(blocks always/sparse/zeros-written)" -lt 16 || fail_ "zeros written"
  test "$(blocks always/zeros-last)" -lt 180 || fail_ "no hole at the end"

  returns 0 ucp -r --sparse=never src never
  same_tree --no-times --holes=off --no-alloc src never
  for file in hole-first hole-last hole-only hole-between comb-64k; do
    size=$(stat -c %s never/sparse/$file)
    test $(($(blocks never/sparse/$file) * 512)) -ge "$size" \
      || fail_ "--sparse=never left holes in $file"
  done

  # An existing longer file must not shine through the holes.
  head -c 12000000 /dev/zero | tr '\0' z >existing
  for mode in auto always never; do
    cp existing over
    returns 0 ucp --sparse=$mode src/sparse/hole-only over
    compare src/sparse/hole-only over
    cp existing over
    returns 0 ucp --sparse=$mode src/zeros-inside over
    compare src/zeros-inside over
  done
  rm -rf auto always never over existing
}
each_engine once
