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

# Where the link does not lead to the copy any more, because another name was
# copied to what it leads to, or leads to where no link can, the name is copied.
names ()
{
  rm -rf two there
  mkdir two there
  echo new >two/first
  ln two/first two/second
  ln two/first two/third
  echo other >two/file
  ln -s "$1" there/first
}
elsewhere ()
{
  names file
  echo old >there/file
  returns 0 ucp "$@" two/first two/second two/file two/third there 2>err
  silent err
  compare two/file there/file
  compare two/third there/third
  test -L there/first || fail_ "the link was replaced"
}
each_engine elsewhere -d
each_engine elsewhere -dv >/dev/null
each_engine elsewhere -dv --atomic >/dev/null
each_engine elsewhere -d --atomic -j4

# What leads to the copy is not lost before its name is a link.
by_way ()
{
  names second
  ln -s file there/second
  echo old >there/file
  returns 0 ucp "$@" two/first two/second there 2>err
  silent err
  test there/second -ef there/file || fail_ "second is another file"
  compare two/first there/first
}
each_engine by_way -dv >/dev/null
each_engine by_way -dv --atomic >/dev/null

far ()
{
  names "$mnt/file"
  echo old >"$mnt/file"
  returns 0 ucp "$@" two/first two/second two/third there 2>err
  silent err
  # With -u this one is newer.
  test "$2" = -u || compare two/first "$mnt/file"
  compare two/second there/second
  test there/second -ef there/third || fail_ "third is another file"
}
if try_fs tmpfs 1M; then
  each_engine far -d
  each_engine far -d -u
  each_engine far -d --atomic
else
  note_ "$fs_why"
fi

POSIXLY_CORRECT=1
export POSIXLY_CORRECT
same_as_cp setup src/dangling dst
