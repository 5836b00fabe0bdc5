#!/bin/sh
# --stop-at ends a mirror at its time, with status 30: what is complete stays, and
# the next run does the rest.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

test -n "${CHECK_LONG-}" || skip_ "takes a minute; CHECK_LONG=yes runs it"

mkdir src
for i in 1 2 3 4 5 6 7 8; do
  head -c 1000000 /dev/urandom >src/$i
done
# The beginning of a minute that is 5 seconds away at least: more than 8 MB take
# longer at this rate.
at=$(date -d "@$(($(date +%s) + 65))" +%Y-%m-%dT%H:%M)
returns 30 usync --mirror --bwlimit=50 --workers=1 --stop-at="$at" src/ dst \
  >out 2>err
says err "the time is over"
test "$(ls dst | wc -l)" -lt 8 || fail_ "it did not stop"
for file in dst/*; do
  test -f "$file" || continue
  cmp -s "$file" "src/${file##*/}" || fail_ "$file is not whole"
done
quietly usync --mirror src/ dst
same_tree src dst
