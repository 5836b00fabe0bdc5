#!/bin/sh
# With preserved times, -u does not take a time for older because a file system
# keeps no more of it than seconds.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

fs_inode_=128
with_fs ext4 16M

echo contents >fine
touch -d '2020-01-01 00:00:01.5' fine
once ()
{
  ucp --preserve=timestamps fine "$mnt"
  echo kept >"$mnt/fine"
  touch -d '2020-01-01 00:00:01' "$mnt/fine"
  quietly ucp -u --preserve=timestamps fine "$mnt"
  test "$(cat "$mnt/fine")" = kept || fail_ "a coarse time is taken for older"
  quietly ucp -u fine "$mnt"
  test "$(cat "$mnt/fine")" = contents || fail_ "an older file is left"
  rm "$mnt/fine"
}
each_engine once
