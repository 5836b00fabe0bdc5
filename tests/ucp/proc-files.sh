#!/bin/sh
# A file that says its size is 0 is read to its end all the same.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

test -r /proc/version || skip_ "no /proc"
test -r /proc/self/limits
once ()
{
  for file in /proc/version /proc/filesystems /proc/sys/kernel/ostype; do
    returns 0 ucp "$file" copy
    cat "$file" >expected
    compare expected copy
    returns 0 ucp -a "$file" copy-a
    compare expected copy-a
    rm -f copy copy-a
  done
}
each_engine once
