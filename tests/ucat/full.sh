#!/bin/sh
# What cannot be written is said, and is an error, however small it is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise small 10
noise large 3000000

once ()
{
  for file in small large; do
    for option in -u -n; do
      returns 1 ucat $option $file >/dev/full 2>err
      echo "ucat: write error: No space left on device" >expected
      compare expected err
    done
  done
  returns 1 ucat missing small large >/dev/full 2>err
  printf 'ucat: %s\n' 'missing: No such file or directory' \
    'write error: No space left on device' >expected
  compare expected err

  # A limit on the length of files, with its signal ignored.
  for way in '>' '>>'; do
    : >out
    (trap '' XFSZ; ulimit -f 1000; eval "returns 1 ucat small large $way out") 2>err
    echo "ucat: write error: File too large" >expected
    compare expected err
    cat small large | head -c "$(wc -c <out)" | cmp - out \
      || fail_ "what was written is not the beginning"
    test "$(wc -c <out)" -ge 400000 || fail_ "only $(wc -c <out) bytes"
  done
  : >out
  status=0
  (ulimit -c 0; ulimit -f 1000; exec ucat small large >out 2>err) 2>shell \
    || status=$?
  test $status = 153 || fail_ "status $status, and not of SIGXFSZ: $(cat err)"
  returns 1 ucat small 1<large 2>err
  says err "ucat: write error: Bad file descriptor"
  returns 1 ucat large 1<small 2>err
  says err "ucat: write error: Bad file descriptor"
}
each_engine once
