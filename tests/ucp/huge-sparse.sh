#!/bin/sh
# A terabyte that is all holes but for three islands is copied in no time.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 64M
mktree --only=huge "$mnt/src"
cd "$mnt"
once ()
{
  for sparse in auto always; do
    returns 0 timeout 60 ucp -a --sparse=$sparse src copy
    same_tree --holes=strict src copy
    remove copy
  done
}
each_engine once
