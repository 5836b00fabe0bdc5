#!/bin/sh
# A read-only file system: cp's messages.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs tmpfs 4M
mkdir "$mnt/dir"
echo old >"$mnt/old"
mount -o remount,ro "$mnt"
ln -s "$mnt" ro
setup ()
{
  mkdir src
  echo one >src/one
  ln -s "$mnt" ro
}
same_as_cp setup src/one ro/new
same_as_cp setup src/one ro/old
same_as_cp setup -f src/one ro/old
same_as_cp setup -r src ro
same_as_cp setup -a src/one ro/dir
same_as_cp setup -a ro/dir ro/old src
