#!/bin/sh
# --stats goes to standard error, counts what was done, and is JSON if asked for.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 30000000 /dev/urandom >big
mkdir tree
echo 1 >tree/one
echo 2 >tree/two
ln -s one tree/link
once ()
{
  rm -rf copy*
  returns 0 ucp --stats --reflink=never big copy >out 2>err
  silent out
  says err 30000000
  returns 0 ucp -r --stats=json tree copy-tree >out 2>err
  silent out
  test "$(wc -l <err)" = 1 || fail_ "not one line: $(cat err)"
  grep '"files":2,"directories":1,"others":1,"bytes":4,' err >/dev/null \
    || fail_ "wrong counts: $(cat err)"
  if command -v python3 >/dev/null; then
    python3 -c 'import json, sys; json.load (sys.stdin)' <err \
      || fail_ "no JSON: $(cat err)"
  fi
  # What failed is not counted as done.
  returns 1 ucp --stats=json missing copy-missing 2>err
  grep '"files":0,' err >/dev/null || fail_ "a missing file counts: $(cat err)"
}
each_engine once
returns 1 ucp --stats=no-such big copy 2>err
says err no-such

# The bulk goes by linked pairs on registered buffers and files.
why=$(why_no_uring_)
if test -z "$why"; then
  returns 0 ucp --engine=uring --reflink=never --stats big copy-uring 2>err
  share=$(sed -n 's/.*linked pairs.*(\([0-9]*\)\.[0-9]*%).*/\1/p' err)
  test "${share:-0}" -ge 99 || fail_ "linked pairs: $(cat err)"
fi
