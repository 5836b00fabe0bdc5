# What holds usync --mirror against rsync; sourced after init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Go on only with an rsync that says what newer ones say.
require_rsync_ ()
{
  require_prog_ rsync
  case $(rsync --version | sed -n '1s/^rsync  *version \([0-9.]*\).*/\1/p') in
    3.[4-9]* | 3.[1-9][0-9]*) ;;
    *) skip_ "rsync's rules and messages are known of 3.4 and later" ;;
  esac
}

# as_rsync SETUP ARG...: run 'rsync ARG...' and, for every engine, 'usync
# --mirror ARG...' without -a, each in a directory of its own that SETUP has
# filled, and fail unless status, lines of output and what is then in the
# directory are the same.
as_rsync ()
{
  run_as_ rsync rsync "$@"
  each_engine as_rsync_once_ "$@"
}

as_rsync_once_ ()
{
  run_as_ usync 'usync --mirror --no-archive' "$@"
  shift
  for what_ in status out; do
    cmp -s rsync.$what_ usync.$what_ && continue
    diff -u rsync.$what_ usync.$what_ >&9 || :
    sed 's/^/rsync: /' rsync.err >&9
    sed 's/^/usync: /' usync.err >&9
    fail_ "'usync --mirror $*' differs from rsync in its $what_"
  done
  running_="--mirror $*"
  same_tree --no-alloc --no-times rsync.dir usync.dir
  running_=
}

# run_as_ NAME COMMAND SETUP ARG...
run_as_ ()
{
  name_=$1 command_=$2 setup_=$3
  shift 3
  remove "$name_.dir"
  mkdir "$name_.dir"
  (cd "$name_.dir" && "$setup_") || framework_failure_ "$setup_ failed"
  status_of_run_=0
  # shellcheck disable=SC2086  # words
  (cd "$name_.dir" && exec $command_ "$@") </dev/null >out_ 2>"$name_.err" \
    || status_of_run_=$?
  echo $status_of_run_ >"$name_.status"
  sort out_ >"$name_.out"
  rm -f out_
}
