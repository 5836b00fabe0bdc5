#!/bin/sh
# A copy that is interrupted dies of the signal, names what is incomplete, and
# leaves no temporary files.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"
mkdir src
for i in 1 2 3; do
  head -c 200000000 /dev/zero | tr '\0' i >src/$i
done
once ()
{
  for signal in INT TERM; do
    returned=0
    # A shell has its background jobs ignore SIGINT; env gives it back.
    env --default-signal=INT ucp -a --reflink=never src copy 2>err &
    pid=$!
    while kill -0 $pid 2>/dev/null; do
      size=$(stat -c %b copy/? 2>/dev/null | head -n 1)
      test "${size:-0}" = 0 || break
    done
    kill -$signal $pid || note_ "the copy was faster than the signal"
    wait $pid || returned=$?
    case $returned in
      0)
        note_ "the copy was faster than the signal"
        same_tree src copy ;;
      130 | 143)
        says err 'ucp: interrupted: files copied: '
        # Nothing that is not whole passes for whole.
        for path in copy/*; do
          test ! -e "$path" || cmp -s "src/${path#copy/}" "$path" \
            || says err "ucp: interrupted: '$path' is incomplete"
        done ;;
      *) fail_ "status $returned after $signal" ;;
    esac
    for path in copy/* copy/.[!.]*; do
      test ! -e "$path" || exists "src/${path#copy/}"
    done
    rm -rf copy
  done
}
each_engine once
