#!/bin/sh
# Nobody reads any more: ucat dies of SIGPIPE, or says so where that is ignored.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise small 1000
noise large 9000000


# said COMMAND...: its status goes to a file.
said ()
{
  status=0
  "$@" || status=$?
  echo $status >status
}

once ()
{
  for file in large small; do
    # Enough of them that the pipe cannot hold all.
    set -- $file $file $file $file
    (trap - PIPE; said ucat "$@" "$@" large) 2>err | head -c 1 >/dev/null
    test "$(cat status)" = 141 || fail_ "status $(cat status) and not of SIGPIPE"
    silent err
    (trap '' PIPE; said ucat "$@" large) 2>err | head -c 1 >/dev/null
    test "$(cat status)" = 1 || fail_ "status $(cat status) with SIGPIPE ignored"
    echo "ucat: write error: Broken pipe" >expected
    compare expected err
    (trap '' PIPE; said ucat -n "$@" large) 2>err | head -c 1 >/dev/null
    compare expected err
  done
}
each_engine once
