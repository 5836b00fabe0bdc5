#!/bin/sh
# A directory is not copied into itself, and the rest still is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src src/sub other
  echo a >src/a
  echo b >src/sub/b
  echo c >other/c
  ln -s src link
}
same_as_cp setup -r src src
same_as_cp setup -r src src/copy
same_as_cp setup -r src src/sub
same_as_cp setup -a src src/sub/copy
same_as_cp setup -a other src src
same_as_cp setup -r src link
same_as_cp setup -r . copy
same_as_cp setup -r src/. src/copy
same_as_cp setup -r other src other
