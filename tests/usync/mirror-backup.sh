#!/bin/sh
# --backup, --backup-dir and --suffix: what is replaced is put aside as rsync
# does it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/mirror-common.sh"
ORDER=sort TIMES=no

setup ()
{
  mkdir -p src/d/e dst/d/e
  for name in new same changed other d/changed d/e/changed link; do
    echo "source of $name" >src/$name
    echo "old $name" >dst/$name
  done
  cp -p src/same dst/same
  rm dst/new dst/link src/link
  ln -s one src/link
  ln -s two dst/link
  ln -s there dst/new
  echo older backup >dst/changed~
  rm src/other
  mkfifo src/other
  chmod 750 dst/d/e
  chmod 600 dst/d/e/changed
  touch -h -d '2011-01-01' src/* src/d/* src/d/e/*
  touch -h -d '2010-01-01' dst/* dst/d/* dst/d/e/*
  cp -p src/same dst/same
  touch -d '2010-01-01' src/d/e src/d src dst/d/e dst/d dst
}

# A file replaced in place is not the backup's.
once ()
{
  remove a b
  mkdir a b
  head -c 3000000 /dev/zero | tr '\0' x >b/file
  sed 's/^xx/yy/' b/file >a/file
  touch -d '2010-01-01' b/file
  cp b/file was
  ls -i b/file >inode
  quietly usync --mirror -b --inplace a/ b
  compare was b/file~
  cmp a/file b/file || fail_ "the contents differ"
  ls -i b/file | cmp - inode || fail_ "the file was made anew"

  # What is not made leaves what was there, and no backup.
  remove a b
  mkdir a b
  echo new >a/file
  echo old >b/file
  test "$(id -u)" = 0 || chmod 0 a/file
  if test "$(id -u)" != 0; then
    returns 23 usync --mirror -b a/ b 2>err
    lacks b/file~
    test "$(cat b/file)" = old || fail_ "the file is not as it was"
  fi
}
each_engine once

# To another file system.
if test -w /dev/shm && test "$(stat -c %d /dev/shm)" != "$(stat -c %d .)"; then
  there=$(mktemp -d /dev/shm/t-backup.XXXXXX)
  at_end "remove '$there'"
  across ()
  {
    remove a b was "$there"/*
    mkdir -p a/d b/d
    head -c 200000 /dev/urandom >b/d/file
    echo new >a/d/file
    ln -s was b/d/link
    ln -s is a/d/link
    chmod 640 b/d/file
    touch -d '2011-02-03' b/d/file a/d
    cp -a b was
    quietly usync --mirror --backup-dir="$there/old" a/ b
    same_tree was/d/file "$there/old/d/file"
    same_tree was/d/link "$there/old/d/link"
    remove was
    same_tree a/d b/d
  }
  each_engine across
fi

# Backups that would be made of themselves are refused, before anything is lost.
for vain in '' . ./ "$PWD/b" d/..; do
  remove a b
  mkdir -p a b/d
  echo new >a/file
  echo old >b/file
  echo gone >b/extra
  case $vain in
    /* | d*) status=11 ;;
    *) status=1 ;;
  esac
  returns $status usync --mirror -b --backup-dir="$vain" --delete a/ b 2>err
  says err "need a directory of their own"
  test "$(cat b/file b/extra)" = "old
gone" || fail_ "--backup-dir='$vain' has changed what was there"
done
remove a b

require_rsync_
same_as_rsync setup -ai -b src/ dst
same_as_rsync setup -ai -b --suffix=.old src/ dst
same_as_rsync setup -ai --backup-dir=old src/ dst
same_as_rsync setup -ai -b --backup-dir=old/older --suffix=.1 src/ dst
same_as_rsync setup -ai -b --backup-dir=../old src/ dst
same_as_rsync setup -ai -b --inplace src/ dst
same_as_rsync setup -ai -b --delay-updates src/ dst
same_as_rsync setup -ain -b --backup-dir=old src/ dst
same_as_rsync setup -aiH -b src/ dst

# What is put aside is told.
for how in --whole-file --no-whole-file --inplace --delay-updates; do
  same_as_rsync setup -ai -b $how --info=backup src/ dst
  same_as_rsync setup -ai -b $how --delete --info=backup src/ dst
done
