#!/bin/sh
# A file does not replace a directory, nor a directory a file: a message, the
# rest copied, exit 1.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src src/x dst dst/y
  echo file >src/y
  echo file >dst/x
  echo rest >src/rest
  echo rest >src/z
  ln -s rest src/link
  mkdir dst/link dst/fifo
  mkfifo src/fifo
}
same_as_cp setup -T src/y dst/y
same_as_cp setup -rT src/x dst/x
same_as_cp setup -r src/x dst
same_as_cp setup src/y dst
same_as_cp setup -r src/x src/y src/rest dst
same_as_cp setup -a src/link dst
same_as_cp setup -r src/fifo src/rest dst
same_as_cp setup -rT src/rest dst/x/y
same_as_cp_unordered setup -r src/. dst
same_as_cp_unordered setup -a src/. dst
