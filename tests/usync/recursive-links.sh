#!/bin/sh
# -r follows a symbolic link that is an operand: what it leads to is flushed, and
# every directory that holds a name on the way.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

mkdir dir dir/sub links other
echo file >dir/sub/file
ln -s ../other/second links/first
ln -s "$(pwd)/dir/sub" other/second
ln -s ../dir/sub/file links/file
ln -s loop links/loop
ln -s nowhere links/dangling

once ()
{
  quietly usync -r links/first links/file
  returns 1 usync -r links/loop 2>err
  says err "usync: error opening 'links/loop': Too many levels"
  returns 1 usync -r links/dangling 2>err
  says err "usync: error opening 'links/dangling': No such file or directory"
}
each_engine once

can_trace_
here=$(pwd -P)
traced -r links/first
printf "fsync $here/%s\n" dir/sub/file dir/sub links other dir >expected
compare expected flushed
traced -r links/file
printf "fsync $here/%s\n" dir/sub/file links dir/sub >expected
compare expected flushed
# With a slash behind it, it is the directory that is meant.
traced -r links/first/
printf "fsync $here/%s\n" dir/sub/file dir/sub dir >expected
compare expected flushed
