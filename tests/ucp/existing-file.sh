#!/bin/sh
# A file that is there keeps its identity, and its mode without -p; it is
# emptied, filled, and has neither more nor less than the source.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  head -c 100000 /dev/zero | tr '\0' a >long
  echo short >short
  : >empty
  echo old >old
  ln old hard
  chmod 640 old
  cp long long-old
  ln -s old link
  ln -s nowhere dangling
  ln -s loop loop
  truncate -s 300000 holes
}
same_as_cp setup long old
same_as_cp setup short long-old
same_as_cp setup empty long-old
same_as_cp setup holes long-old
same_as_cp setup long link
same_as_cp setup short dangling
same_as_cp setup -f short dangling
same_as_cp setup -T short dangling
same_as_cp setup short loop
same_as_cp setup -p long hard
same_as_cp setup -a long link
same_as_cp setup -P link old
same_as_cp setup -f -P link old
same_as_cp setup -d dangling link
same_as_cp setup dangling copy
same_as_cp setup loop copy
