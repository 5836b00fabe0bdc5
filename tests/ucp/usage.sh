#!/bin/sh
# Wrong uses are told as cp tells them, and nothing is touched.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  echo one >one
  echo two >two
  mkdir dir
}
same_as_cp setup
same_as_cp setup one
same_as_cp setup -T one
same_as_cp setup -T one two dir
same_as_cp setup -t dir
same_as_cp setup -t dir -T one
same_as_cp setup -t one two
same_as_cp setup -t missing two
same_as_cp setup one two one
same_as_cp setup --preserve=no-such one copy
same_as_cp setup --sparse=no-such one copy
same_as_cp setup --reflink=no-such one copy
same_as_cp setup --no-such-option one copy
same_as_cp setup --no-preserve one copy
same_as_cp setup --reflink=always --sparse=always one copy
same_as_cp setup --pres one copy
same_as_cp setup dir copy
same_as_cp setup -R -t dir -t dir one
