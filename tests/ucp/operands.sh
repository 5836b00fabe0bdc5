#!/bin/sh
# Where the copy goes: to the name, into the directory, with -t and with -T.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  echo one >one
  echo two >two
  mkdir dir dir/sub src src/sub
  echo inside >src/inside
  ln -s dir link
}
same_as_cp setup one copy
same_as_cp setup one two
same_as_cp setup one dir
same_as_cp setup one dir/
same_as_cp setup one dir/copy
same_as_cp setup one link
same_as_cp setup one two dir
same_as_cp setup one two dir/sub/
same_as_cp setup -t dir one two
same_as_cp setup --target-directory=dir/sub one two
same_as_cp setup one two -t link
same_as_cp setup -T one copy
same_as_cp setup -T one dir
same_as_cp setup -rT src copy
same_as_cp setup -rT src dir
same_as_cp setup -rT src link
same_as_cp setup -r src dir
same_as_cp setup -r src/ dir
same_as_cp setup -r src/. dir
same_as_cp setup -r src/. copy
same_as_cp setup -r src copy/
same_as_cp setup -r src/../src/sub/.. dir
same_as_cp setup -r -- src copy
same_as_cp setup one ./one-more
same_as_cp setup -r src link
same_as_cp setup one/ copy
same_as_cp setup one copy/
same_as_cp setup one one-dir/
