#!/bin/sh
# -R and --files-from: directories on the way, as rsync has them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_prog_ rsync

# A source with directories of several modes and times.
mkdir -p work/a/b/c work/a/d work/x/y
echo 1 >work/a/1
echo 2 >work/a/b/2
echo 3 >work/a/b/c/3
echo 4 >work/a/d/4
echo 5 >work/x/y/5
ln -s b work/a/link
ln -s 1 work/a/file-link
chmod 711 work/a
chmod 750 work/a/b
touch -h -d '2001-02-03 04:05:06' work/a/*
touch -d '2002-03-04 05:06:07' work/a work/a/b work/a/b/c work/x work/x/y
touch -d '2003-04-05 06:07:08' work/a/b/2 work/a/b/c/3 work/a/d/4 work/x/y/5
echo before >work/existing
mkdir -p work/old/a/b
echo 2 >work/old/a/b/extra
chmod 700 work/old/a work/old/a/b
touch -d '2004-05-06 07:08:09' work/old/a work/old/a/b

list ()
{
  find . -mindepth 1 \( ! -type d -o -newermt 2010-01-01 \) -printf '%P %y %m %l\n'
  find . -mindepth 1 ! -newermt 2010-01-01 -printf '%P %y %m %TY%Tm%Td %l\n'
}

once ()
{
  same_result -aR a/b/2 dst
  same_result -aR a/b/2 dst/
  same_result -aR a/b/2 a/d x dst
  same_result -aR a/./b/2 dst
  same_result -aR a/./b x/./y dst
  same_result -aR ./a/b dst
  same_result -aR a/b/ dst
  same_result -aR a/b/. dst
  same_result -aR a/./ dst
  same_result -aR a/b/c a/b dst
  same_result -aR a/b a/b/c a/b/2 dst
  same_result -rR a/b/c/3 dst
  same_result -aR a/b/2 old
  same_result -aiR ./a/b/2 old
  same_result -aiR a/./b/2 old
  same_result -aiR --no-implied-dirs ./a/b/2 old
  same_result -aR a/b/2 a/link a/file-link dst
  same_result -aR a/link/2 dst
  same_result -aR a/link/ dst
  same_result -aR --no-implied-dirs a/b/2 dst
  same_result -aR --no-implied-dirs a/b/2 old
  same_result -aR a/missing/1 a/b/2 dst
  same_result -aR a/1/below a/b/2 dst
  same_result -aR a/missing/1 old
  same_result -aR --exclude=2 a/b/2 a/d dst
  same_result -aR --exclude=2 a/b/2 old
  same_result -aR --exclude=2 --no-implied-dirs a/b/2 x old
  same_result -aRm --exclude=3 a/b/c x dst
  same_result -lptgoDR a/b/2 a/d dst
  same_result -lptgoDdR a/b a/d/ dst
  same_result -aR --no-R a/b/2 dst

  printf '%s\n' a/b/2 a/d '# no' '' '; no' x >names
  same_result -a --files-from=../names . dst
  same_result -ar --files-from=../names . dst
  same_result -a --no-R --files-from=../names . dst
  same_result -a --no-d --files-from=../names . dst
  printf '%s\n' /b/2 ../d/ 1 missing >names
  same_result -a --files-from=../names a dst
  same_result -a --files-from=../names a/ dst
  printf 'b/2\0d/4\0# no\0' >names
  same_result -a -0 --files-from=../names a dst
  same_result -a --from0 --files-from=../names a dst
  printf '%s\n' b/c/3 b/ ./ >names
  same_result -a --files-from=../names a dst
  same_result -ai --files-from=../names a old
  printf '%s\n' ./b/2 >names
  same_result -ai --files-from=../names a old
  echo . >names
  same_result -a --files-from=../names a dst
  same_result -ar --files-from=../names a dst
  same_result -a --files-from=../no-such-list a dst
}
each_engine once

# Absolute names.
mkdir abs
each_engine sh -ec 'rm -rf abs got
  usync --mirror -R "$PWD/work/a/b/2" abs/
  rsync -aR "$PWD/work/a/b/2" got/'
same_tree "got$PWD/work" "abs$PWD/work"

# What leads out of the destination is refused, by its name.
mkdir -p up/x
for name in ../up/x up/../up/x; do
  (cd up && returns 1 usync --mirror -R "$name" "$OLDPWD/none" 2>../err)
  says err "'$name' has .. in it"
done
lacks none
