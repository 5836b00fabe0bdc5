#!/bin/sh
# The copy has the access times that the source had before it was read.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 300M noatime
make_tree "$mnt/src" --skip=deep
cd "$mnt"
once ()
{
  returns 0 ucp -a src "copy.$engine"
  same_tree --atime src "copy.$engine"
}
each_engine once
