# What holds usync --mirror against rsync; sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# same_as_rsync SETUP ARG...: run 'rsync ARG...' and, for every engine, 'usync
# --mirror ARG...' without what that implies, each in a directory that SETUP has
# filled, and fail unless status, output, in any order, and what is then in the
# directory are the same.  The runs are left in rsync.dir and usync.dir,
# rsync.out and usync.out.
same_as_rsync ()
{
  run_mirror_ rsync rsync "$@"
  each_engine same_as_rsync_once_ "$@"
}

# The same for the order of the output, too.
same_as_rsync_in_order ()
{
  same_as_rsync "$@"
  cmp -s rsync.said usync.said && return
  diff -u rsync.said usync.said >&9 || :
  shift
  fail_ "'usync --mirror $*' has another order than rsync"
}

same_as_rsync_once_ ()
{
  run_mirror_ usync 'usync --mirror --no-archive --force-empty' "$@"
  shift
  running_=$*
  for what_ in status out; do
    cmp -s rsync.$what_ usync.$what_ && continue
    diff -u rsync.$what_ usync.$what_ >&9 || :
    tail -n 5 rsync.err usync.err >&9
    fail_ "'usync --mirror $*' differs from rsync in its $what_"
  done
  same_tree --no-times rsync.dir usync.dir
  running_=
}

# run_mirror_ NAME COMMAND SETUP ARG...
run_mirror_ ()
{
  tool_=$1
  command_=$2
  setup_=$3
  shift 3
  remove "$tool_.dir"
  mkdir "$tool_.dir"
  (cd "$tool_.dir" && "$setup_") || framework_failure_ "$setup_ failed"
  status_of_tool_=0
  # shellcheck disable=SC2086  # words
  (cd "$tool_.dir" && exec $command_ "$@") </dev/null \
    >"$tool_.said" 2>"$tool_.err" || status_of_tool_=$?
  sort "$tool_.said" >"$tool_.out"
  echo $status_of_tool_ >"$tool_.status"
}
