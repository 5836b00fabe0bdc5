#!/bin/sh
# A disk that is full: what fits is counted, the error said once.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

with_fs tmpfs 1M
export mnt
head -c 3000000 /dev/zero | tr '\0' x >big
fill ()
{
  same_script_as_dd '$dd if=../big of="$mnt/out" '"$1"'; status=$?
    cmp -n "$(stat -c %s "$mnt/out")" ../big "$mnt/out" || status=cmp
    stat -c %s "$mnt/out"; rm "$mnt/out"; exit $status'
}
fill bs=1000
fill bs=512
fill bs=4096
fill bs=1M
fill bs=3000000
fill 'obs=300000 ibs=1000'
fill 'bs=100000 conv=fsync'
fill 'bs=1000 status=noxfer conv=noerror'
