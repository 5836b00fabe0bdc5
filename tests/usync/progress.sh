#!/bin/sh
# --progress and --stats say what was done on standard error.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

mkdir tree tree/sub
head -c 3000 /dev/zero >tree/a
head -c 500 /dev/zero >tree/sub/b

once ()
{
  quietly usync --progress tree/a tree/sub/b
  quietly usync --progress=never -r tree
  returns 0 usync --progress=always tree/a tree/sub/b >out 2>err
  silent out
  tr '\r' '\n' <err >lines
  says lines "2/2 files, 3.5KiB/3.5KiB"
  returns 0 usync --progress=always -r tree 2>err
  tr '\r' '\n' <err >lines
  says lines "2/2 files, 3.5KiB/3.5KiB"

  returns 1 usync --progress=json --stats -r tree nowhere 2>err
  says err '"type":"summary"'
  says err '"type":"stats"'
  says err '"type":"error"'
  says err '"operation":"open"'
  says err '"files":2,"directories":3'
  ! grep -v '^{.*}$' err >&9 || fail_ "not an object"
  mkfifo fifo
  returns 1 usync --progress=json fifo 2>err
  says err '"operation":"flush"'
  rm fifo

  returns 0 usync --stats -r tree 2>err
  says err "flushed: 2 files, 3 directories in "
}
each_engine once
returns 1 usync --progress=no-such tree 2>err
says err no-such
