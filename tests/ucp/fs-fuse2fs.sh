#!/bin/sh
# Trees go into, within and out of ext4 behind FUSE, which knows whole seconds,
# no holes, and makes ACLs of its own that do not go with the mode.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs fuse2fs 300M
make_tree src --only=files,nested,symlinks,modes
ucp_options_='-dr --preserve=timestamps'
copies_both_ways --no-alloc --holes=off --time-slack=1000000000 --no-mode \
  --no-acl --no-owner
copies_like_cp -a "$(pwd)/src" --no-times --no-mode --no-acl --no-alloc --holes=off
