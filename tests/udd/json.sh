#!/bin/sh
# status=json: objects, one a line, and nothing else.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 10000 /dev/urandom >in
truncate -s 100M big

# The last line has the counts, and every line is an object.
all_json ()
{
  ! grep -v '^{"type":"[a-z]*",.*}$' err || fail_ "what is above is no object"
  if command -v python3 >/dev/null; then
    python3 -c 'import json, sys
for line in sys.stdin: json.loads (line)' <err || fail_ "no JSON: $(cat err)"
  fi
}

# summary TEXT: the last line has it.
summary ()
{
  tail -n 1 err >last
  says last '{"type":"summary","seconds":'
  says last "$1"
}

once ()
{
  returns 0 udd if=in of=out bs=1000 status=json 2>err
  all_json
  test "$(wc -l <err)" = 1 || fail_ "more than a summary: $(cat err)"
  summary '"full_in":10,"partial_in":0,"full_out":10,"partial_out":0,"truncated":0,"bytes":10000,'
  summary '"errors":0,"warnings":0,"interrupted":false,"exit_status":0}'

  returns 0 udd if=in of=out ibs=3000 obs=4096 status=json 2>err
  summary '"full_in":3,"partial_in":1,"full_out":2,"partial_out":1,"truncated":0,"bytes":10000,'

  # Errors and warnings.
  returns 1 udd if=in of=/dev/full bs=1M status=json 2>err
  all_json
  says err '{"type":"error","message":"error writing '"'/dev/full'"': No space left on device","operation":"write","errno":28,"path":"/dev/full"}'
  summary '"errors":1,"warnings":0,"interrupted":false,"exit_status":1}'
  returns 1 udd if=missing status=json 2>err
  all_json
  says err '"operation":"open","errno":2,"path":"missing"}'
  returns 0 udd if=in skip=100 of=out status=json 2>err
  all_json
  says err '{"type":"warning","message":"in: cannot skip to specified offset","operation":"skip","errno":0,"path":"in"}'
  summary '"warnings":1,"interrupted":false,"exit_status":0}'

  # On the way.
  : >err
  udd if=big bs=64k status=json 2>err | {
    until test -s err; do
      head -c 65536 >/dev/null
      sleep 0.1
    done
    cat >/dev/null
  }
  all_json
  grep -E '^\{"type":"status","seconds":[0-9.]+,"percent":[0-9.]+,"bytes_done":[0-9]+,"bytes_total":104857600,"bytes_per_second":[0-9.]+,"seconds_left":[0-9.]+\}$' \
    err >/dev/null || fail_ "no status on the way: $(cat err)"
}
each_engine once

# What is wrong with the operands is plain text.
returns 1 udd status=json bs=0 2>err
says err "udd: invalid number: '0'"
