#!/bin/sh
# Whatever op fails of a mirror that deletes: nothing goes that the source has,
# nor anything outside, and at exit 0 all else has gone.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory

mkdir -p src/d/e outside/d
echo a | tee src/a src/d/b src/d/e/c outside/x >outside/d/y
find src outside -exec touch -d 2020-01-01 {} +

# What is there before: all that the source has, some of it older, and more.
fresh ()
{
  rm -rf dst
  cp -a src dst
  echo old >dst/d/b
  mkdir -p dst/d/gone/sub dst/gone/sub/deep dst/empty
  echo old | tee dst/old dst/d/old dst/d/gone/sub/f dst/gone/f \
    >dst/gone/sub/deep/g
  ln -s ../outside dst/link
  ln -s ../../../outside dst/gone/sub/link
}

# check STATUS: what came of it.
check ()
{
  what="$when, engine $engine, op $n $error, status $1"
  test "$1" -lt 26 || fail_ "$what: $(cat err)"
  for name in a d/b d/e/c; do
    test -f "dst/$name" || fail_ "$what: dst/$name has gone"
  done
  test "$(cat outside/x outside/d/y)" = "$both" || fail_ "$what: outside"
  if test "$1" = 0; then
    same_tree src dst
  else
    test -s err || fail_ "$what: nothing was said"
  fi
}
both=$(cat outside/x outside/d/y)

step=3
test -z "${CHECK_LONG-}" || step=1

# each_op: let each op fail in turn.
each_op ()
{
  n=$((1 + first))
  first=$(((first + 1) % step))
  while :; do
    fresh
    status=0
    URINGUTILS_FAULT=fail=$n:$error URINGUTILS_FAULT_COUNT=$PWD/count \
      usync-fault --mirror "--engine=$engine" $when src/ dst >out 2>err \
      || status=$?
    check $status
    runs=$((runs + 1))
    test "$(cat count)" -ge $n || break
    n=$((n + step))
  done
}

first=0
runs=0
for engine in $engines; do
  for when in --delete --delete-before --delete-delay --delete-after; do
    for error in EIO EACCES; do
      each_op
    done
  done
done
note_ "$runs runs"
