# What the tests of usync --mirror share; sourced after init.sh.
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

# What makes usync of rsync's options what rsync makes of them.
mirror ()
{
  usync --mirror --no-archive --force-empty "$@"
}

# same_as_rsync SETUP ARG...: run 'rsync ARG...' and, for every engine, 'usync
# --mirror ARG...' without -a, each in a directory of its own that SETUP has
# filled, and fail unless status, output and what is then in the directory are
# the same.  The lines of the output are compared in the order that ORDER, cat or
# sort, gives them, without what only a wire makes different.  TIMES=no: times of
# files are not compared.  The runs are left in rsync.dir and mirror.dir.
ORDER=cat TIMES=yes
same_as_rsync ()
{
  began_=$(date +%s)
  run_peer_ rsync "$@"
  each_engine same_as_rsync_once_ "$@"
}

same_as_rsync_once_ ()
{
  run_peer_ mirror "$@"
  shift
  for what_ in status out; do
    cmp -s "rsync.$what_" "mirror.$what_" && continue
    diff -u "rsync.$what_" "mirror.$what_" >&9 || :
    sed 's/^/rsync: /' rsync.err >&9
    sed 's/^/usync: /' mirror.err >&9
    fail_ "'usync --mirror $*' differs from rsync in its $what_"
  done
  running_="--mirror $*"
  case $TIMES in
    no) same_tree --no-alloc --no-times rsync.dir mirror.dir ;;
    *) same_tree --no-alloc --same-since="$began_" rsync.dir mirror.dir ;;
  esac
  running_=
}

# run_peer_ NAME SETUP ARG...
run_peer_ ()
{
  peer_=$1 setup_=$2
  shift 2
  remove "$peer_.dir"
  mkdir "$peer_.dir"
  (cd "$peer_.dir" && "$setup_") || framework_failure_ "$setup_ failed"
  status_of_peer_=0
  (cd "$peer_.dir" && "$peer_" "$@") </dev/null >out_ 2>"$peer_.err" \
    || status_of_peer_=$?
  echo $status_of_peer_ >"$peer_.status"
  without_wire_ <out_ | $ORDER >"$peer_.out"
  rm -f out_
}

# How many bytes go over a wire, how long that takes, what follows from it, and
# how it is done.
without_wire_ ()
{
  sed -E '/^delta-transmission /d; /^total: matches=/d
    s/^(sent|Total bytes sent:|Total bytes received:|File list size:) .*/\1 N/
    s/^(File list (generation|transfer) time:) .*/\1 N/
    s/( speedup is) [0-9.,KMG]*/\1 N/'
}

# run_in_copy COPY COMMAND...: in a copy of work/.  What that says is in COPY.err,
# its status in COPY.status, and in COPY.list what 'list', the test's own, prints
# of what is there then.
run_in_copy ()
{
  copy_=$1
  shift
  rm -rf "$copy_"
  cp -a work "$copy_"
  status_of_copy_=0
  (cd "$copy_" && timeout 60 "$@") >"$copy_.out" 2>"$copy_.err" \
    || status_of_copy_=$?
  echo $status_of_copy_ >"$copy_.status"
  (cd "$copy_" && list) | sort >"$copy_.list"
}

# same_result ARG...: 'usync --mirror ARG...' without -a makes what 'rsync ARG...'
# makes, with the same status.
same_result ()
{
  run_in_copy expected rsync "$@"
  run_in_copy got usync --mirror --no-archive "$@"
  compare expected.status got.status
  compare expected.list got.list
  # What was wrong is said.
  test "$(cat got.status)" = 0 || test -s got.err || fail_ "silent: $*"
}
