#!/bin/sh
# Blocks that are allocated before they are written: only for what udd itself has
# cut to nothing, never part of its length, and given back if it ends too early.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
require_fs_ ext4
PATH=$abs_top_builddir/tests/fault:$PATH
with_fs ext4 200M
head -c 20000000 /dev/urandom >"$mnt/in"

# calls OPERAND...: how often a copy of in asks for blocks, as --stats tells.
calls ()
{
  returns 0 udd --stats if="$mnt/in" "$@" status=none 2>said
  cmp "$mnt/in" "$mnt/out" || fail_ "udd $*: the copy differs"
  sed -n -E 's/^fallocate: //p' said | tr -cd '0-9,\n' \
    | awk -F , '{ n += $1 + $2 + $4 + $5 } END { print n + 0 }'
}

# tight: no more blocks than the length of out takes.
tight ()
{
  blocks=$(stat -c %b "$mnt/out")
  size=$(stat -c %s "$mnt/out")
  test $((blocks * 512)) -le $((size + 65536)) \
    || fail_ "$1: $size bytes have $blocks blocks"
}

once ()
{
  for bs in 512 4096 1M 3M; do
    rm -f "$mnt/out"
    n=$(calls of="$mnt/out" bs=$bs)
    test "$n" -ge 1 || fail_ "bs=$bs: nothing was allocated before"
    tight "bs=$bs"
  done
  # Somebody else may be writing to it as well, or it may get holes.
  n=$(calls of="$mnt/out" bs=4k conv=notrunc)
  test "$n" = 0 || fail_ "conv=notrunc: $n"
  n=$(calls of="$mnt/out" bs=4k conv=sparse)
  test "$n" = 0 || fail_ "conv=sparse: $n"

  # It ends too early.
  for fault in fail=9:EIO:forever:read bad=9000000-9000001 \
               fail=12:ENOSPC:forever:write; do
    rm -f "$mnt/out"
    URINGUTILS_FAULT=$fault udd-fault if="$mnt/in" of="$mnt/out" bs=4k 2>said \
      && continue
    cmp -n "$(stat -c %s "$mnt/out")" "$mnt/in" "$mnt/out" || fail_ "$fault: differs"
    test "$(stat -c %s "$mnt/out")" -lt 20000000 || fail_ "$fault: all of it?"
    tight "$fault"
    early=1
  done
  test "$early" = 1 || fail_ "no fault ended it"
}
early=0
each_engine once
