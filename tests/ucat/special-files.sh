#!/bin/sh
# Files that are made up as they are read, and devices.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

for file in /proc/version /proc/filesystems \
  /sys/kernel/mm/transparent_hugepage/enabled /sys/kernel/notes /dev/null; do
  test -r $file || continue
  same_as_cat $file
  same_as_cat -A $file /dev/null
done

once ()
{
  ucat /proc/version /dev/null /proc/version >out
  cat /proc/version /proc/version >expected
  same expected out
  ucat /dev/zero | head -c 3000000 | tr -d '\0' >out
  silent out
  # That says how long it is, and has less.
  if test -r /sys/kernel/mm/transparent_hugepage/enabled; then
    cat /sys/kernel/mm/transparent_hugepage/enabled >expected
    ucat /sys/kernel/mm/transparent_hugepage/enabled >out
    same expected out
  fi
  returns 1 ucat /proc/self/mem >out 2>err
  silent out
  says err "ucat: /proc/self/mem: Input/output error"
}
each_engine once
