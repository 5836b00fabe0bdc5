#!/bin/sh
# Where there are no clones, --reflink=always says so as cp does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 50M
setup ()
{
  head -c 100000 /dev/zero | tr '\0' x >data
  : >empty
  echo old >old
}
other=$(pwd)
cd "$mnt"
for args in '--reflink=always data copy' '--reflink=always data old' \
  '--reflink=always empty copy' '--reflink=auto data copy' \
  "--reflink=always data $other/copy" '--reflink=never data copy'; do
  # shellcheck disable=SC2086
  same_as_cp setup $args
  rm -f "$other/copy"
done
