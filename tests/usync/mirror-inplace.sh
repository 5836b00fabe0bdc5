#!/bin/sh
# --inplace and --delta: a file stays the file it was, and of a large one only
# what differs is written; --append and --append-verify add to its end.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/mirror-common.sh"
ORDER=sort TIMES=no

# flip FILE OFFSET...: another byte at each.
flip ()
{
  file_=$1
  shift
  for at_; do
    printf '\377' | dd of="$file_" bs=1 seek="$at_" conv=notrunc 2>/dev/null
  done
}

setup ()
{
  mkdir -p src/d dst/d
  head -c 5000001 /dev/zero | tr '\0' x >src/image
  cp src/image dst/image
  flip dst/image 0 4095 1000000 5000000
  cp src/image dst/long
  cp src/image src/short
  echo more >>src/image
  head -c 3000000 src/image >src/long
  head -c 2000000 src/image >dst/short
  echo small >src/small
  echo large and >dst/small
  echo link >src/link
  ln -s nowhere dst/link
  echo d >src/d/new
  ln dst/image dst/d/second
  touch -d '2011-01-01' src/* src/d/*
  touch -h -d '2010-01-01' dst/* dst/d/*
  touch -d '2010-01-01' src src/d dst dst/d
}
appending ()
{
  mkdir src dst
  head -c 100000 /dev/zero | tr '\0' x >src/grown
  head -c 70000 src/grown >dst/grown
  cp src/grown src/other
  head -c 70000 /dev/zero >dst/other
  head -c 3000000 /dev/zero | tr '\0' z >src/large
  head -c 2000000 src/large >dst/large
  flip dst/large 1000000
  echo shorter >src/shorter
  echo longer than it >dst/shorter
  echo same >src/same
  echo SAME >dst/same
  echo new >src/new
  echo abc >src/small
  printf a >dst/small
  touch -d '2011-01-01' src/*
  touch -d '2010-01-01' dst/* src dst
}

once ()
{
  remove src dst
  setup
  cp dst/image was
  ls -i dst/image dst/long dst/short dst/small >before
  quietly usync --mirror --inplace src/ dst
  ls -i dst/image dst/long dst/short dst/small >after
  compare before after
  rm dst/d/second
  same_tree --no-times src dst

  # Not in place: another file, and the old one is whole till then.
  remove src dst
  setup
  ls -i dst/image >before
  quietly usync --mirror --delta src/ dst
  ls -i dst/image | cmp -s - before && fail_ "--delta wrote in place"
  cmp -s was dst/d/second || fail_ "--delta wrote to the old file"
  rm dst/d/second
  same_tree --no-times src dst
}
each_engine once

# What is there is not trusted.
verified ()
{
  remove src dst
  appending
  quietly usync --mirror --append-verify src/ dst
  for name in grown other large small new; do
    cmp src/$name dst/$name || fail_ "$name differs"
  done
  test "$(cat dst/shorter)" = 'longer than it' || fail_ "shorter was written"
}
each_engine verified

# Holes stay, and come where the source has them.
holes ()
{
  remove src dst
  mkdir src dst
  truncate -s 4M src/image
  flip src/image 1000000 3000000
  head -c 4194304 /dev/zero | tr '\0' x >dst/image
  touch -d '2010-01-01' dst/image
  quietly usync --mirror --inplace src/ dst
  cmp src/image dst/image || fail_ "the contents differ"
  if test "$(stat -c %b src/image)" -lt 1000; then
    test "$(stat -c %b dst/image)" -lt 1000 || fail_ "there are no holes"
  fi
}
each_engine holes

# Not all that is said goes together.
mkdir -p src dst
for options in '--inplace --partial-dir=p' '--inplace --delay-updates' \
               '--append --partial-dir=p' '--append -W'; do
  # shellcheck disable=SC2086
  returns 1 usync --mirror $options src/ dst 2>err
  test -s err || fail_ "nothing is said about $options"
done

require_rsync_
same_as_rsync setup -ai --inplace src/ dst
same_as_rsync setup -ain --inplace src/ dst
same_as_rsync setup -ai --inplace --no-whole-file src/ dst
same_as_rsync setup -ai --inplace -W src/ dst
same_as_rsync setup -ai --inplace -S src/ dst
same_as_rsync setup -ai --no-whole-file src/ dst
same_as_rsync appending -ai --append src/ dst
same_as_rsync appending -ain --append src/ dst
same_as_rsync appending -aic --append src/ dst
