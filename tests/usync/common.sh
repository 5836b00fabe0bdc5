# What the tests of usync share; sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# same_as_sync ARG...: run 'sync ARG...' and, for every engine, 'usync ARG...',
# and fail unless output, messages and status are the same.
same_as_sync ()
{
  run_sync_ sync "$@"
  each_engine same_as_sync_once_ "$@"
}

same_as_sync_once_ ()
{
  run_sync_ usync "$@"
  for what_ in status out err; do
    cmp -s sync.$what_ usync.$what_ && continue
    diff -u sync.$what_ usync.$what_ >&9 || :
    fail_ "'usync $*' differs from sync: $what_"
  done
}

# run_sync_ NAME ARG...
run_sync_ ()
{
  tool_=$1
  shift
  status_of_tool_=0
  timeout 60 "$tool_" "$@" </dev/null >"$tool_.out" 2>err_ || status_of_tool_=$?
  echo $status_of_tool_ >"$tool_.status"
  sed "s/^$tool_: /sync: /; s/'$tool_ --help'/'sync --help'/" err_ \
    >"$tool_.err"
  rm err_
}

# can_trace_: go on only if strace can trace here.
can_trace_ ()
{
  require_prog_ strace
  # A leak cannot be looked for by a process that is traced.
  ASAN_OPTIONS=${ASAN_OPTIONS-}${ASAN_OPTIONS:+:}detect_leaks=0
  export ASAN_OPTIONS
  strace -o probe true 2>/dev/null || skip_ "strace cannot trace here"
}

# traced ARG...: run 'usync ARG...', all by plain calls, leaving the names of
# what was flushed in the file flushed, in that order, with how it was.
# shellcheck disable=SC2034  # for who sources this
traced ()
{
  returns 0 strace -f -y -e trace=sync,syncfs,fsync,fdatasync -o trace \
    usync --engine=sync -j1 "$@"
  sed -nE 's/^[0-9]+ +(f(data)?sync|syncfs)\([0-9]+<(.*)>\) += 0$/\1 \3/p
    s/^[0-9]+ +(sync)\(\) += 0$/\1/p' trace >flushed
}

# number MEMBER FILE: what MEMBER of the only stats in FILE, as JSON, says.
number ()
{
  grep '"type":"stats"' "$2" | grep -oE "\"$1\":[0-9]+" | head -n 1 \
    | sed 's/.*://'
}

# flushes FILE: how many fsyncs these stats have, whichever way they went.
flushes ()
{
  grep '"type":"stats"' "$1" | grep -oE '"fsync":\{[^}]*\}' \
    | grep -oE '"(called|ring|queued_plain)":[0-9]+' \
    | awk -F : '{ sum += $2 } END { print sum + 0 }'
}
