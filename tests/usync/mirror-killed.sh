#!/bin/sh
# A mirror that is killed at any moment leaves each file old or new and whole;
# the next run completes it, and leaves no temporary names.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"

mkdir src before
i=0
while test $i -lt 60; do
  i=$((i + 1))
  mkdir -p src/$((i % 6)) before/$((i % 6))
  yes new$i | head -c $((i * 9000)) >src/$((i % 6))/$i
  test $((i % 4)) = 0 || yes old$i | head -c $((i * 100)) >before/$((i % 6))/$i
  ln -s new$i src/$((i % 6))/link$i
  test $((i % 4)) = 0 || ln -s old$i before/$((i % 6))/link$i
done

check_whole ()
{
  for file in src/*/*; do
    name=${file#src/}
    test -h "$file" && continue
    if cmp -s "$file" "copy/$name"; then
      :
    elif test -e "before/$name"; then
      cmp -s "before/$name" "copy/$name" \
        || fail_ "$name is neither old nor new after $signal"
    else
      lacks "copy/$name"
    fi
  done
}

# round N SIGNAL: mirror, and end that after a time that follows from N.
round ()
{
  signal=$2
  remove copy
  cp -a before copy
  env --default-signal=INT URINGUTILS_FAULT=seed=$1,delay=20 \
    "$abs_top_builddir/tests/fault/usync-fault" --mirror src/ copy \
    >out 2>err &
  pid=$!
  sleep "0.0$(($1 * 7 % 10))$(($1 % 10))"
  kill -"$signal" "$pid" 2>/dev/null || :
  returned=0
  wait $pid 2>/dev/null || returned=$?
  test $returned = 0 || killed=$((killed + 1))
  check_whole
  if test "$signal" != KILL; then
    # 130: before signals were caught, and so before anything was done.
    case $returned in
      0 | 20 | 130) ;;
      *) fail_ "status $returned after $signal: $(cat err)" ;;
    esac
    test -z "$(find copy -name '.ucp-*')" \
      || fail_ "left behind: $(find copy -name '.ucp-*')"
  fi
  returns 0 usync --mirror --modify-window=-1 src/ copy
  same_tree src copy
}

rounds=10
test -z "${CHECK_LONG-}" || rounds=100
killed=0
n=0
while test $n -lt $rounds; do
  n=$((n + 1))
  round $n KILL
  round $n INT
done
note_ "$killed of $((2 * rounds)) runs were ended in time"
