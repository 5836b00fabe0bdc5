#!/bin/sh
# With -v messages come in cp's order, too.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
mkdir src
for i in 1 2 3 4 5 6 7 8 9; do
  mkdir src/dir-$i
  echo $i >src/dir-$i/file
  echo $i >src/dir-$i/closed
  chmod 0 src/dir-$i/closed
done
chmod 0 src/dir-5
run ()
{
  remove copy
  returns 1 "$1" -rv src copy >"$1.out" 2>err
  sed "s/^$1:/cp:/" err >"$1.err"
}
once ()
{
  run ucp
  compare cp.out ucp.out
  compare cp.err ucp.err
}
run cp
each_engine once
