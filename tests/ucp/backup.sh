#!/bin/sh
# -b, --backup and -S put aside what is replaced, by the names that cp gives.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dst/sub numbered
  for name in one two sub/three; do
    echo new >src/$name
    echo old >dst/$name
  done
  echo 1 >numbered/one.~1~
  echo 9 >numbered/one.~9~
  echo old >numbered/one
  echo old >numbered/two
  ln -s one dst/link
  ln -s nowhere dst/dangling
  echo new >src/link
  echo new >src/dangling
  echo backup >dst/two~
  mkdir dst/one-dir
  echo new >one-dir
}
same_as_cp setup -b src/one dst
same_as_cp setup -vb src/one src/two dst
same_as_cp setup -b src/one src/two numbered
same_as_cp setup --backup=numbered src/one src/two numbered
same_as_cp setup --backup=none src/one numbered
same_as_cp setup --backup=t src/one numbered
same_as_cp setup --backup=bad src/one numbered
same_as_cp setup -S .orig src/one dst
same_as_cp setup -S '' src/one dst
same_as_cp setup -S a/b src/one dst
same_as_cp setup -b src/link dst
same_as_cp setup -vb src/dangling dst
same_as_cp setup -b one-dir dst
same_as_cp setup -bT src dst/one
same_as_cp setup -b src/missing dst/one
same_as_cp setup -b dst/two~ dst/two
same_as_cp setup --backup=numbered dst/two~ dst/two
same_as_cp setup -b src/one dst/one/
same_as_cp setup -b src/one dst/../dst/one
same_as_cp_unordered setup -rbT src dst
same_as_cp_unordered setup -abT src dst
same_as_cp setup -vbT src/one dst/one
same_as_cp setup -b src/one numbered/one dst
same_as_cp setup --backup=numbered src/one numbered/one dst
same_as_cp setup --backup=numbered src/one src/one dst
same_as_cp setup -bfS .orig src/one src/one
SIMPLE_BACKUP_SUFFIX=.env
VERSION_CONTROL=numbered
export SIMPLE_BACKUP_SUFFIX VERSION_CONTROL
same_as_cp setup -b src/one dst
same_as_cp setup -S .orig src/one dst
VERSION_CONTROL=nonsense
same_as_cp setup -b src/one dst
same_as_cp setup src/one dst
unset SIMPLE_BACKUP_SUFFIX VERSION_CONTROL

# (cp 9.1 puts this one into the current directory.)
mkdir work
(cd work && setup && quietly ucp --backup=simple src/one numbered)
test "$(cat work/numbered/one~)" = old || fail_ "a simple backup is elsewhere"
remove work

# A copy that fails gives the old file its name back.
once ()
{
  mkdir dst
  echo old >dst/file
  returns 1 ucp -vb /proc/self/mem dst/file >out 2>err
  says out "'dst/file~' -> 'dst/file' (unbackup)"
  test "$(cat dst/file)" = old || fail_ "the old file has lost its name"
  lacks dst/file~
  rm -r dst
}
each_engine once

# Names of one file: a name that waits until the first is copied is put aside
# once, when its turn comes.
waits ()
{
  for tool in cp ucp; do
    mkdir names dst
    for name in one two three; do
      if test -e names/one; then ln names/one names/$name; else echo new >names/one; fi
      echo "old $name" >dst/$name
      echo "older $name" >dst/$name~
    done
    options=-abvT
    test $tool = cp || options="-abvT --fsync"
    # shellcheck disable=SC2086
    returns 0 $tool $options names dst >out
    sort out >$tool.out
    for name in one two three; do
      test "$(cat dst/$name~)" = "old $name" || fail_ "$name~ is not the old one"
    done
    test dst/one -ef dst/two || fail_ "two is another file"
    rm -r names dst
  done
  compare cp.out ucp.out
}
each_engine waits
