#!/bin/sh
# -l makes further names of the sources, as cp does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dir old/src
  echo file >src/file
  ln src/file src/again
  echo below >src/sub/below
  ln -s sub/below src/link
  ln -s nowhere src/dangling
  mkfifo src/fifo
  ln -s src way
  echo old >old/src/file
  ln -s ../../src/file old/src/again
  ln src/sub/below old/src/link
}
same_as_cp setup -l src/file new
same_as_cp setup -l src/file src/again src/fifo dir
same_as_cp setup -l src/link dir
same_as_cp setup -Pl src/link dir
same_as_cp setup -Hl src/link dir
same_as_cp setup -dl src/link src/dangling dir
same_as_cp setup -l src/dangling dir
same_as_cp setup -l src dir
same_as_cp setup -l missing dir
same_as_cp_unordered setup -Rl src new
same_as_cp_unordered setup -rlP src new
same_as_cp_unordered setup -al src new
same_as_cp_unordered setup -rlH way new
same_as_cp setup -rlPv src/sub src/link new
same_as_cp setup -lv src/file src/sub/below dir
same_as_cp setup -l --attributes-only src/file new
same_as_cp setup -l -s src/file new
same_as_cp setup -l src/file src/file
same_as_cp setup -l src/file src/again

# What stands there already is left unless -f, or is the same file.
same_as_cp setup -l src/file old/src/file
same_as_cp setup -lf src/file old/src/file
same_as_cp setup -lfv src/file old/src/file
same_as_cp setup -lv src/file src/again
same_as_cp setup -l src/file old/src/again
same_as_cp setup -lf src/file old/src/again
same_as_cp setup -lfP src/link old/src/link
same_as_cp_unordered setup -rlT src old/src
same_as_cp_unordered setup -rlfT src old/src
same_as_cp_unordered setup -rlPT src old/src
same_as_cp setup -lf src/file dir/none/new
same_as_cp setup -lf src dir

# same_as_cp does not know the two sides apart: see that they are one.
once ()
{
  setup
  returns 0 ucp -rlP src new
  for name in file again sub/below fifo link dangling; do
    test "$(stat -c %i "src/$name")" = "$(stat -c %i "new/$name")" \
      || fail_ "new/$name is not src/$name"
  done
  remove src dir old way new
}
each_engine once
