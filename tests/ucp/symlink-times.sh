#!/bin/sh
# The times of symbolic links themselves are kept, by -a and -p and not else.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
ln -s target src/dangling
ln -s . src/dot
ln -s ../src/dot src/chain
touch -h -d '1965-03-04 05:06:07.000000001' src/dangling
touch -h -d '2099-12-31 23:59:59.999999999' src/dot
touch -h -d '2001-02-03 04:05:06.123456789' src/chain
touch -d '2000-01-01 00:00:00.5' src
mtime ()
{
  stat -c %y "$1"
}
once ()
{
  returns 0 ucp -a src a
  same_tree src a
  returns 0 ucp -rp src p
  same_tree src p
  returns 0 ucp -r src r
  test "$(mtime src/chain)" != "$(mtime r/chain)" || fail_ "-r kept times"
  returns 0 ucp -rd --preserve=timestamps src t
  same_tree src t
  returns 0 ucp -Pp src/dangling one
  test "$(mtime src/dangling)" = "$(mtime one)" || fail_ "-Pp lost the time"
  # And again onto what is there.
  returns 0 ucp -a src/. a
  same_tree src a
  rm -rf a p r t one
}
each_engine once
