#!/bin/sh
# With -r fifos, sockets and devices are made anew, not read.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src
  mkfifo src/fifo
  chmod 604 src/fifo
  mktree --only=special src/special 2>/dev/null
  test "$(id -u)" != 0 || mknod src/null c 1 3
}
same_as_cp setup -r src copy
same_as_cp setup -a src copy
same_as_cp setup -rp src copy
same_as_cp setup -r src/fifo copy
same_as_cp setup -R --preserve=mode src copy
same_as_cp setup -r src/fifo src/special copy
once ()
{
  make_tree src --only=special,devices
  returns 0 timeout 60 ucp -a src copy
  same_tree src copy
  remove src copy
}
each_engine once
