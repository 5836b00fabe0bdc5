#!/bin/sh
# Thousands of files, in any order of completion and with few descriptors: each
# is flushed once, and what is wrong is said in the order of the command line.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

n=250
mkdir dir
i=0
mkfifo fifo
: >args
while test $i -lt $n; do
  echo $i >dir/$i
  echo dir/$i >>args
  case $i in
    *7) echo dir/missing-$i >>args ;;
    *33) echo fifo >>args ;;
    *99) echo dir >>args ;;
  esac
  i=$((i + 1))
done
# shellcheck disable=SC2046  # words
same_as_sync $(cat args)
test "$(wc -l <usync.err)" -gt 25 || fail_ "few messages: $(wc -l <usync.err)"

few ()
{
  # shellcheck disable=SC2046
  (ulimit -n 24 && same_as_sync_once_ $(cat args))
}
each_engine few

once ()
{
  set --
  i=0
  while test $i -lt $n; do
    echo $i again >>dir/$i
    set -- "$@" dir/$i
    i=$((i + 1))
  done
  for option in '' --data; do
    for more in '' --workers=7 --workers=256 --queue-depth=1 \
      --queue-depth=500; do
      # shellcheck disable=SC2086
      returns 0 usync --stats=json $option $more "$@" 2>err
      test "$(number files err)" = $n || fail_ "$(number files err) files"
      test "$(flushes err)" = $n || fail_ "$(flushes err) flushes"
    done
  done
}
each_engine once
