#!/bin/sh
# What --delete and its like remove, keep and tell is what rsync does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
. "$srcdir/tests/usync/mirror-delete-common.sh"
require_rsync_
ORDER=sort TIMES=no

# The same for the order of the output, too.
same_as_rsync_in_order ()
{
  ORDER=cat
  same_as_rsync "$@"
  ORDER=sort
}

for when in --delete --del --delete-before --delete-during --delete-delay \
  --delete-after; do
  same_as_rsync setup -rltpi $when src/ dst
  same_as_rsync setup -rltpi $when src dst
  same_as_rsync setup -rltpi $when --exclude=keep src/ dst
  same_as_rsync setup -rltpi $when --exclude=keep --delete-excluded src/ dst
  same_as_rsync setup -rltpin $when --exclude=e src/ dst
  same_as_rsync setup -rltp $when src/ dst
  same_as_rsync setup -rltpi $when --max-delete=3 src/ dst
  # Directories have the times that they had, or were given.
  for dir in . d d/e; do
    find rsync.dir/dst/$dir -maxdepth 0 -printf '%P %T@\n' >times.rsync
    find mirror.dir/dst/$dir -maxdepth 0 -printf '%P %T@\n' >times.usync
    compare times.rsync times.usync
  done
done

# Nothing but names is deleted: kinds that differ make way all the same.
clash ()
{
  files src/file src/dir/x src/link-to-be
  rm src/link-to-be
  ln -s x src/link-to-be
  files dst/file/a dst/file/b/c dst/link-to-be/a dst/keep/x
  files dst/dir
  old_times
}
same_as_rsync clash -rltpi src/ dst
same_as_rsync clash -rltpi --force src/ dst
same_as_rsync clash -rltpi --delete src/ dst
same_as_rsync clash -rltpi --delete --max-delete=1 src/ dst

# Rules that protect, and that do not.
same_as_rsync setup -rltpi --delete --exclude=d src/ dst
same_as_rsync setup -rltpi --delete --exclude='gone*/' src/ dst
same_as_rsync setup -rltpi --delete --exclude=/d/e src/ dst
same_as_rsync setup -rltpi --delete --include=x --exclude='*' src/ dst

# Limits.
for most in -1 0 1 2 5 9 10 11 12 13 14 15 16 100; do
  same_as_rsync setup -rltpi --delete --max-delete=$most src/ dst
done

# Only in directories whose contents are transferred.
same_as_rsync setup -ltpid --delete src/ dst
same_as_rsync setup -ltpid --delete src dst
same_as_rsync setup -rltpi --delete src/a src/d dst

# Several sources in one directory.
several ()
{
  files a/1 a/both/2 a/both/x/3 b/4 b/both/5 b/both/x/6 b/only-b/7
  files dst/1 dst/both/2 dst/both/x/3 dst/4 dst/both/5 dst/both/x/6
  files dst/old dst/both/old dst/both/x/old dst/only-b/old dst/a/old
  files dst/both/both/old
  old_times
}
same_as_rsync several -rltpi --delete a/ b/ dst
same_as_rsync several -rltpi --delete a/ b dst
same_as_rsync several -rltpi --delete a/ b/both dst
same_as_rsync several -rltpi --delete a/both b/both dst
same_as_rsync several -rltpi --delete-after a/ b/ dst
same_as_rsync several -rltpi --delete-before a/ b/ b/both dst

# Sources that meet: the first that has a name in the transfer comes first, and
# a directory before what is none.
meeting ()
{
  mkdir -p a/d a/e a/x b/d b/e b/x/deep b/y dst
  echo a | tee a/d/1 a/e/1 a/x/in >a/y
  echo b | tee b/d/1 b/e/2 b/x/deep/1 b/y/1 >b/z
  mkdir a/z
  ln -s d a/link
  mkdir b/link
  echo b >b/link/1
  ln -s nowhere a/dangling
  echo b >b/dangling
  find . -exec touch -h -d 2020-01-01 {} +
}
for option in '' --delete --delete-after; do
  same_as_rsync meeting -rltp $option a/ b/ dst
  same_as_rsync meeting -rltp $option b/ a/ dst
  same_as_rsync meeting -rltpR $option a/./ b/./ dst
  same_as_rsync meeting -rltpR $option a/./e b/./d dst
  same_as_rsync meeting -rltpR $option a/./e/1 b/./d/1 dst
  same_as_rsync meeting -rltpR --no-implied-dirs $option a/./e b/./d/1 dst
  same_as_rsync meeting -rltp $option '--exclude=z/' --exclude=y/ a/ b/ dst
  same_as_rsync meeting -rltp $option '--exclude=z/' --exclude=y/ b/ a/ dst
  same_as_rsync meeting -rtpL $option a/ b/ dst
  same_as_rsync meeting -rltpk $option a/ b/ dst
done
same_as_rsync meeting -ltp a/ b/z dst
same_as_rsync meeting -ltpd a/ b/d/1 dst

# An order that is given is rsync's.
same_as_rsync_in_order setup -rltpi --delete-before src/ dst
same_as_rsync_in_order setup -rltpi --delete-after src/ dst
