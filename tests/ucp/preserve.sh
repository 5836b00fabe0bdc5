#!/bin/sh
# --preserve and --no-preserve, list by list, as cp does it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src src/dir dst
  echo file >src/file
  ln src/file src/hard
  echo more >src/dir/more
  ln -s file src/link
  chmod 640 src/file
  chmod 4751 src/dir/more
  chmod 2750 src/dir
  chmod 700 src
  setfattr -n user.test -v value src/file 2>/dev/null || :
  setfacl -m u:5:r src/dir/more 2>/dev/null || :
  if test "$(id -u)" = 0; then
    chown 5:6 src/dir/more
    chown -h 7:8 src/link
    chmod 4751 src/dir/more
  fi
  find src -exec touch -h -d '2001-02-03 04:05:06.123456789' {} +
  touch -d 2002-02-02 dst .
}
# Directories that the copy made or changed have the time of the run, so only
# the copy is looked at, by what is not now.
list_times ()
{
  find copy -newermt 2020-01-01 -printf '%P is new\n'
  find copy ! -newermt 2020-01-01 -printf '%P %T@\n'
}
check ()
{
  same_as_cp_unordered setup "$@" src copy
  (cd cp.dir && list_times | sort) >expected
  (cd ucp.dir && list_times | sort) >actual
  compare expected actual
}
lists='mode ownership timestamps links context all mode,timestamps'
# What cannot be done is an error when asked for by name.
lacks_feature USE_XATTR || lists="$lists xattr xattr,links"
for list in $lists ownership,mode,links; do
  check -r --preserve=$list
  check -a --no-preserve=$list
done
check -r
check -rp
check -a
check -rd
check -r --preserve
check -rp --no-preserve=mode
check -r --no-preserve=mode
check -r --no-preserve=all
check -a --no-preserve=mode,ownership,timestamps
check -r --no-preserve=mode --preserve=mode
check -r --preserve=mode --no-preserve=mode
check -r --preserve=mode,all --no-preserve=xattr
if lacks_feature USE_XATTR; then
  returns 1 ucp -r --preserve=xattr cp.dir/src other 2>err
  says err xattr
fi
