#!/bin/sh
# -r, -R, --recursive, and directories without them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/a/b src/empty
  echo 1 >src/a/b/file
  echo 2 >src/file
  ln -s file src/link
  ln -s a src/dir-link
  mkfifo src/a/fifo
  chmod 500 src/empty
  chmod 751 src/a
  chmod 600 src/file
}
for option in -r -R --recursive; do
  same_as_cp setup $option src copy
done
same_as_cp setup src copy
same_as_cp setup src src/file src/empty src/a
same_as_cp setup -r src/file copy
same_as_cp setup -R src/a src/file src/empty
