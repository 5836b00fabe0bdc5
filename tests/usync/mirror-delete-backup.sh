#!/bin/sh
# Backups of what is deleted, as rsync makes them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
. "$srcdir/tests/usync/mirror-delete-common.sh"
require_rsync_
ORDER=sort TIMES=no

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
