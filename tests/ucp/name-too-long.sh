#!/bin/sh
# Names and paths that are too long: cp's messages, the rest copied.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

long=$(printf '%255s' x | tr ' ' l)
setup ()
{
  mkdir src dst
  echo one >src/one
}
same_as_cp setup src/one "dst/${long}"
same_as_cp setup src/one "dst/${long}y"
same_as_cp setup "src/${long}y" dst
same_as_cp setup -r src "dst/${long}y"
same_as_cp setup "src/${long}y" src/one dst
same_as_cp setup -r "${long}y/sub" src dst

# A tree with names that the destination cannot hold.
if try_fs vfat 64M; then
  mkdir tree
  printf x >"tree/a:b"
  printf x >tree/good
  copies_like_cp -r "$(pwd)/tree" --no-times --no-mode --no-alloc --holes=off
fi
