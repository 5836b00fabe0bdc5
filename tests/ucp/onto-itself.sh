#!/bin/sh
# A file is never copied onto itself, by whatever name.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  echo one >one
  ln one hard
  ln -s one soft
  mkdir dir
  ln -s ../one dir/one
  echo other >dir/other
  ln -s dir link
}
same_as_cp setup one one
same_as_cp setup one ./one
same_as_cp setup one hard
same_as_cp setup one soft
same_as_cp setup soft one
same_as_cp setup one dir
same_as_cp setup -d one soft
same_as_cp setup -P soft one
same_as_cp setup -P soft soft
same_as_cp setup -a one hard
same_as_cp setup -f one one
same_as_cp setup -f one soft
same_as_cp setup dir/other link
same_as_cp setup -rT dir dir
same_as_cp setup -rT dir link
same_as_cp setup one hard soft dir/other dir
