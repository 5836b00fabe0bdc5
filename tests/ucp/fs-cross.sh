#!/bin/sh
# A tree that travels from file system to file system, and back, is the tree it
# was.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 200M
start=$mnt
with_fs xfs 600M
xfs=$mnt
with_fs btrfs 600M
btrfs=$mnt
with_fs tmpfs 200M
tmpfs=$mnt
make_tree "$start/tree" --skip=longlinks --deep=30

travel ()
{
  here=$start/tree
  for to in "$xfs" "$btrfs" "$tmpfs" "$start"; do
    returns 0 ucp -a "$here" "$to/arrived"
    same_tree --holes=strict "$start/tree" "$to/arrived"
    here=$to/arrived
  done
  for at in "$xfs" "$btrfs" "$tmpfs" "$start"; do
    remove "$at/arrived"
  done
}
each_engine travel
