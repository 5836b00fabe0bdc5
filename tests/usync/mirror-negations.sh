#!/bin/sh
# -a is implied, and can be taken apart, as rsync takes it apart.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_prog_ rsync

mkdir -p src/dir
echo a >src/dir/a
ln -s dir/a src/link
mkfifo src/fifo
chmod 751 src/dir
chmod 640 src/dir/a
touch -d '2001-02-03 04:05:06' src/dir/a src/dir src

# attributes DIR: what is there, without what no option keeps.
attributes ()
{
  (cd "$1" && find . -mindepth 1 -printf '%P %y %m %U %G %l\n' | sort
   find . -mindepth 1 -newermt 2010-01-01 ! -type l -printf 'new %P\n' | sort)
}

# same RSYNC-OPTIONS MIRROR-OPTIONS
same ()
{
  rm -rf expected got
  # shellcheck disable=SC2086
  rsync $1 src/ expected >out 2>err || framework_failure_ "rsync $1"
  # shellcheck disable=SC2086
  returns 0 usync --mirror $2 src/ got >out 2>err
  silent err
  attributes expected >expected.list
  attributes got >got.list
  compare expected.list got.list
}

same -a ''
same -a -a
same '-a --no-t' --no-t
same '-a --no-times' --no-times
same '-a --no-p' --no-p
same '-a --no-l' --no-links
same '-a --no-D' --no-D
same '-a --no-D --specials' '--no-D --specials'
same '-a --no-o --no-g' '--no-o --no-g'
same '-a --no-p -a' '--no-p -a'
same '-rt' '--no-archive -rt'
same '-rltD' '--no-a -rltD'
same '-d' '--no-archive -d'
same '-a --no-r -d' '--no-r -d'
same '-rlE' '--no-archive -rlE'
