#!/bin/sh
# A signal ends a mirror with status 20: what is complete is complete, nothing is
# half made, and the next run does the rest.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
for i in 1 2 3 4 5 6 7 8; do
  head -c 400000 /dev/urandom >src/$i
done

# What nohup has started hears of no HUP.
signals='HUP TERM'
! sh -c 'kill -HUP $$' || signals=TERM

once ()
{
  for signal in $signals; do
    rm -rf dst
    usync --mirror --bwlimit=400 --workers=1 src/ dst >out 2>err &
    pid=$!
    tries=0
    # Whichever is the first, for that hangs on the order of inodes.
    until test -n "$(ls dst 2>&9)" || test $tries = 600; do
      sleep 0.05
      tries=$((tries + 1))
    done
    kill -$signal $pid
    returns 20 wait $pid
    for file in dst/*; do
      cmp -s "$file" "src/${file##*/}" || fail_ "$file is not whole"
    done
    test "$(find dst -name '.*' ! -name . | wc -l)" = 0 \
      || fail_ "litter: $(ls -A dst)"
  done
  quietly usync --mirror src/ dst
  same_tree src dst
}
each_engine once
