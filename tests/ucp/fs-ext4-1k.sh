#!/bin/sh
# Trees go into, within and out of ext4 with blocks of 1 KiB.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

fs_block_=1024
with_fs ext4 600M
# No more of an attribute or a link than fits into one block, and a file of
# another block size takes more space.
make_tree src --skip=xattrs,longlinks
copies_both_ways --no-alloc
