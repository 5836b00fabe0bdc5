#!/bin/sh
# Random trees mirrored with random options come out as rsync makes them: the
# same tree, the same changes told of, the same exit status.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# SEED and CASES in the environment choose others: case N of a seed is what
# mirror-case makes of SEED * 1000000 + N.  CASE=NUMBER runs that one alone.
# MORE has
# further options for all of them.  AGAINST=rsync holds rsync against itself, to try the test.
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_

: "${AGAINST=usync}" "${SEED=1}"
if test -n "${CHECK_LONG-}"; then
  : "${CASES=5000}"
else
  : "${CASES=300}"
fi

# What a run does to a tree that both have: COMMAND... in $1, with the
# arguments in the file "args".
run_case ()
{
  dir=$1
  shift
  while IFS= read -r argument; do
    set -- "$@" "$argument"
  done <args
  status=0
  (cd "$dir" && "$@") <"/dev/null" >"$dir.raw" 2>"$dir.err" || status=$?
  LC_ALL=C sort "$dir.raw" >"$dir.out"
  echo $status >"$dir.status"
}

# Times since the test began are those of the run, and not of the source.
same_case ()
{
  cmp -s one.status two.status && cmp -s one.out two.out \
    && treecmp --no-alloc --holes=off $lax one two >tree.diff 2>&1
}

show_case ()
{
  echo "--- case $case: $(tr '\n' ' ' <args)"
  echo "status: rsync $(cat one.status), $AGAINST $(cat two.status)"
  diff one.out two.out | head -n 20
  sed 's/^/tree: /' tree.diff 2>/dev/null | head -n 10
  sed 's/^/rsync: /' one.err | head -n 5
  sed "s/^/$AGAINST: /" two.err | head -n 5
}

# What this build cannot copy is not asked for.
cannot=-none
lacks_feature USE_ACL && cannot=-A
lacks_feature USE_XATTR && cannot="$cannot -X"

can_do ()
{
  for option in $cannot; do
    ! grep -x -e "$option" args >/dev/null || return 1
  done
}

lax=--same-since=$(date +%s)
lacks_feature USE_ACL && lax="$lax --no-acl"
lacks_feature USE_XATTR && lax="$lax --no-xattr"

try_case ()
{
  case=$1
  remove one two tree.diff
  mkdir one two
  (cd one && mirror-case "$case") >args || framework_failure_ "case $case"
  (cd two && mirror-case "$case") >args.two || framework_failure_ "case $case"
  # shellcheck disable=SC2086  # words
  test -z "${MORE-}" || printf '%s\n' $MORE >>args
  can_do || return 0
  # Which name of a file is the first must not depend on how fast rsync is.
  run_case one rsync --no-inc-recursive
  if test "$AGAINST" = usync; then
    run_case two mirror
  else
    run_case two "$AGAINST"
  fi
  same_case && return
  show_case >&9
  bad="$bad $case"
}

bad=''
if test -n "${CASE-}"; then
  try_case "$CASE"
else
  n=0
  while test $n -lt "$CASES"; do
    try_case $((SEED * 1000000 + n))
    n=$((n + 1))
  done
fi
test -z "$bad" || fail_ "cases that differ from rsync's:$bad"
