#!/bin/sh
# -v prints what cp prints, in cp's order, whatever the engine and the workers.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mktree --no-root-stuff --only=nested,names,symlinks,links,wide src 2>log
number=0
# Each run has a directory of its own, for the same names in the output.
run ()
{
  tool=$1
  shift
  number=$((number + 1))
  mkdir "run.$number" "run.$number/dst"
  ln src/nested/one "run.$number/dst/hard"
  status=0
  (cd "run.$number" && exec "$tool" "$@") >"$tool.out" 2>"$tool.err" \
    || status=$?
  echo "status $status" >>"$tool.err"
  sed -i "s/^$tool:/cp:/" "$tool.err"
}
once ()
{
  run ucp "$@"
  compare cp.out ucp.out
  compare cp.err ucp.err
}
same ()
{
  run cp "$@"
  each_engine once "$@"
}
same -rv ../src copy
same -av ../src copy
same -rv ../src/nested ../src/names dst
same -dv ../src/nested/one ../src/nested/two dst/hard dst
same -rv ../src/no-such ../src/nested ../src/no-such-either dst
same -v ../src/nested/one copy
same -vT ../src/nested/one dst/hard
same --verbose -rf ../src/links dst
same -v ../src/nested dst
same -rLv ../src/nested ../src/links dst

run cp -av ../src copy
each_engine once -av -j 8 --queue-depth=64 ../src copy
