#!/bin/sh
# Where there are links in the destination they are followed as by cp, and one
# planted in a tree leads nowhere.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dst outside real
  echo new >src/sub/file
  echo new >src/file
  echo old >outside/file
  ln -s ../outside dst/sub
  ln -s ../outside/file dst/file
  ln -s real link
  ln -s nowhere dst/dangling
  echo new >src/dangling
}
same_as_cp_unordered setup -rT src dst
same_as_cp_unordered setup -aT src dst
same_as_cp_unordered setup -rT src link
same_as_cp setup src/file link
same_as_cp setup src/file dst
same_as_cp setup -a src/file dst
same_as_cp setup src/dangling dst
same_as_cp setup -f src/dangling dst
same_as_cp_unordered setup -r src link

# Further names of what was written through a link are names of that file.  cp
# makes them names of the link, which leads nowhere from another directory.
once ()
{
  rm -rf two there
  mkdir -p two/sub there/dir/sub
  echo new >two/first
  ln two/first two/sub/second
  echo old >there/file
  ln -s ../file there/dir/first
  returns 0 ucp "$@" two/first two/sub/second there/dir
  test -L there/dir/first || fail_ "the link was replaced"
  test there/file -ef there/dir/second || fail_ "second is another file"
  compare two/first there/file
  # The same where the copy is current.
  rm there/dir/second
  returns 0 ucp -u "$@" two/first two/sub/second there/dir
  test there/file -ef there/dir/second || fail_ "second is another file"
}
each_engine once -d
each_engine once --preserve=links,timestamps
each_engine once -d --backup=none -j4

POSIXLY_CORRECT=1
export POSIXLY_CORRECT
same_as_cp setup src/dangling dst
