#!/bin/sh
# A file that was just made is not written again by another source of the same
# name.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p a/sub b/sub dst
  echo a >a/file
  echo b >b/file
  echo a >a/sub/file
  echo b >b/sub/file
  ln -s file b/link
  echo a >a/link
}
same_as_cp setup a/file b/file dst
same_as_cp setup a/file a/file dst
same_as_cp setup a/file ./a/file dst
same_as_cp setup -r a/sub b/sub dst
same_as_cp setup -r a/sub a/sub dst
same_as_cp setup a/file a/sub/file dst
same_as_cp setup -a a/link b/link dst
same_as_cp setup -a b/link a/link dst
same_as_cp_unordered setup -a a/. b/. dst
