#!/bin/sh
# What an ordinary user may not read or write.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_user_
. "$abs_top_srcdir/tests/udd/common.sh"

set_up ()
{
  echo contents >in
  echo secret >unreadable
  chmod 0 unreadable
  head -c 2000 /dev/zero >unwritable
  chmod 444 unwritable
  head -c 2000 /dev/zero | tr '\0' x >blind
  chmod 222 blind
  mkdir locked
  echo >locked/in
  chmod 0 locked
}
set_up=set_up

# same_kept ARG...: as same_as_dd; the files are opened for treecmp.
opened ()
{
  chmod u+rwx "$1/locked"
  chmod u+rw "$1"/*
}
once ()
{
  run_one udd udd "$@"
  opened udd.dir
  same_result "$@"
}
same_kept ()
{
  run_one dd "$theirs" "$@"
  opened dd.dir
  each_engine once "$@"
}

same_kept if=unreadable
same_kept if=unreadable of=in
same_kept if=locked/in of=in
same_kept if=in of=unwritable
same_kept if=in of=locked/out
same_kept if=in of=unwritable conv=notrunc
# To write where only that is allowed, nothing has to be read.
same_kept if=in of=blind
same_kept if=in of=blind seek=1
same_kept if=in of=blind seek=1 conv=notrunc bs=100
same_kept if=in iflag=noatime of=out
same_kept if=/etc/passwd iflag=noatime of=out
