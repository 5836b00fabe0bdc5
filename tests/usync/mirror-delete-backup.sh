#!/bin/sh
# Backups of what is deleted, as rsync makes them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_
ORDER=sort TIMES=no
# files FILE...: make these, and the directories that they are in.
files ()
{
  for file; do
    mkdir -p "$(dirname "$file")"
    echo "$file" >"$file"
    touch -d 2020-01-01 "$file"
  done
}
old_times ()
{
  find . -type d -exec touch -d 2020-01-01 {} +
}
setup ()
{
  files src/a src/d/b src/d/e/c src/only/x
  files dst/a dst/d/b dst/d/e/c
  files dst/z dst/y dst/d/old dst/d/e/old dst/gone/f dst/gone/g/h dst/gone-2/i
  files dst/gone/keep dst/d/keep dst/.hidden
  ln -s nowhere dst/link
  ln -s ../src dst/d/link
  mkdir dst/empty dst/gone/g/empty
  mkfifo dst/fifo
  old_times
}
same_as_rsync setup -rltpi --delete -b src/ dst
same_as_rsync setup -rltpi --delete -b --suffix=.old src/ dst
same_as_rsync setup -rltpi --delete -b --backup-dir=../bak src/ dst
same_as_rsync setup -rltpi --delete-after -b --backup-dir=../bak src/ dst

# A directory for backups that is itself where things are deleted stays.
inside ()
{
  for when in delete-before delete-during delete-delay delete-after; do
    setup
    files dst/.old/gone/before
    quietly usync --mirror --$when -b --backup-dir=.old src/ dst
    exists dst/.old/gone/before dst/.old/z dst/.old/gone/f dst/.old/gone/g/h
    lacks dst/.old/.old dst/z dst/gone
    remove src dst
  done
}
each_engine inside
