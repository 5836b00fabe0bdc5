#!/bin/sh
# A directory is not copied into itself on btrfs either, where a directory that
# is open does not show what was made in it since.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs btrfs 128M
cd "$mnt"
once ()
{
  mkdir dir
  returns 1 ucp -R dir dir 2>err
  echo "ucp: cannot copy a directory, 'dir', into itself, 'dir/dir'" >expected
  compare expected err
  rm -r dir
}
each_engine once
