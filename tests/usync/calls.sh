#!/bin/sh
# Which calls are made: one file takes neither a ring nor a thread; each option
# has its own call; and a tree is flushed by fsync alone.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"
can_trace_

here=$(pwd -P)
echo one >one
echo two >two

for args in one '-d one' '-r one' --version; do
  # shellcheck disable=SC2086
  returns 0 strace -f -o trace usync $args >out
  ! grep -E '^[0-9]+ +(io_uring_setup|clone3?|vfork|fork)\(' trace >&9 \
    || fail_ "'usync $args' makes a ring or a thread"
  grep 'execve(' trace >/dev/null || fail_ "strace saw nothing"
  ! grep sync_file_range trace >&9 \
    || fail_ "'usync $args' does more than flush"
done

# flushes_as EXPECTED ARG...
flushes_as ()
{
  printf '%b' "$1" >expected
  shift
  traced "$@"
  compare expected flushed
}
flushes_as 'sync\n'
flushes_as 'sync\n' -f
flushes_as "fsync $here/one\n" one
flushes_as "fsync $here/one\nfsync $here/two\nfsync $here\n" one two .
flushes_as "fdatasync $here/one\nfdatasync $here/two\n" -d one two
flushes_as "syncfs $here/one\nsyncfs $here/two\n" -f one two

# Whatever the engine, sync and syncfs are for who asks for them.
mkdir dir dir/sub
echo three >dir/sub/three
echo four >dir/four
once ()
{
  returns 0 strace -f -e trace=sync,syncfs -o trace usync -r dir one two
  ! grep -E '^[0-9]+ +sync' trace >&9 || fail_ "-r flushes more than the tree"
  returns 0 strace -f -e trace=sync,syncfs -o trace \
    usync --files0-from=/dev/null
  ! grep -E '^[0-9]+ +sync' trace >&9 || fail_ "an empty list flushes something"
}
each_engine once
