#!/bin/sh
# A tree copied into one that is there joins it: what has other names stays.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/a src/b src/only-src dst/src/a dst/src/b dst/src/only-dst
  echo new >src/a/both
  echo old, and longer >dst/src/a/both
  echo new >src/a/only-src
  echo old >dst/src/a/only-dst
  echo new >src/only-src/file
  echo old >dst/src/only-dst/file
  chmod 700 dst/src/a
  chmod 750 src/a src/b
  chmod 600 dst/src/a/both
  touch -d 2001-01-01 src/a/both src/a src/b src
}
same_as_cp setup -r src dst
same_as_cp setup -rT src dst/src
same_as_cp setup -r src/. dst/src
same_as_cp setup -r --preserve=mode src dst
same_as_cp setup -rT src/a dst/src/a/both
same_as_cp setup -a src dst

# -a also gives the directories that were there the source's modes and times.
once ()
{
  remove dir
  mkdir dir
  cd dir
  setup
  returns 0 ucp -a src dst
  for name in . a b a/both; do
    test "$(stat -c '%a %y' src/$name)" = "$(stat -c '%a %y' dst/src/$name)" \
      || fail_ "$name has not the mode and time of the source"
  done
  exists dst/src/a/only-dst dst/src/only-dst/file
  cd ..
}
each_engine once
