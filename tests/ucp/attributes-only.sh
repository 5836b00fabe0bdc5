#!/bin/sh
# --attributes-only copies no contents and leaves those that are there.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src dir/src
  echo contents >src/file
  chmod 751 src/file
  touch -d 2001-02-03T04:05:06.789 src/file
  head -c 300000 /dev/zero | tr '\0' x >src/large
  ln src/file src/again
  ln -s file src/link
  mkfifo src/fifo
  echo old >dir/src/file
  ln dir/src/file dir/src/other
  ln -s other dir/src/link
  echo old >old
  chmod 640 old
}
same_as_cp setup --attributes-only src/file new
same_as_cp setup --attributes-only src/file old
same_as_cp setup --attributes-only -p src/file old
same_as_cp setup --attributes-only -a src/file old
same_as_cp setup --attributes-only --preserve=mode src/file old
same_as_cp setup --attributes-only --no-preserve=mode src/file new
same_as_cp setup --attributes-only src/large new
same_as_cp setup --attributes-only -v src/file src/large dir/src
same_as_cp setup --attributes-only -d src/link dir/src
same_as_cp setup --attributes-only -df src/link dir/src
same_as_cp setup --attributes-only --reflink=always src/file new
same_as_cp setup --attributes-only --reflink src/large old
same_as_cp setup --attributes-only --sparse=always src/file new
same_as_cp setup --attributes-only src dir
same_as_cp_unordered setup --attributes-only -R src new
same_as_cp_unordered setup --attributes-only -a src new
same_as_cp_unordered setup --attributes-only -R src dir
same_as_cp_unordered setup --attributes-only -a src dir
same_as_cp setup --attributes-only src/file src/file
same_as_cp setup --attributes-only missing new

once ()
{
  setup
  returns 0 ucp -p --attributes-only src/file old
  test "$(cat old)" = old || fail_ "old was changed"
  test "$(stat -c '%a %y' old)" = "$(stat -c '%a %y' src/file)" \
    || fail_ "old has $(stat -c '%a %y' old)"
  # No contents, so nothing on how they were copied.
  returns 0 ucp --debug --attributes-only src/large new >out
  test "$(wc -l <out)" = 1 || fail_ "--debug says: $(cat out)"
  remove src dir old new
}
each_engine once
