#!/bin/sh
# By random filter rules, usync transfers and deletes what rsync does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ rsync awk
rules=$abs_top_srcdir/tests/unit/filter-rules.awk
seed=${SEED-1}
cases=${CASES-45}
test -z "${CHECK_LONG-}" || cases=2000

# make_tree_of SEED TOP ABOVE
make_tree_of ()
{
  awk -v seed="$1" -v top="$2" -v above="$3" -f "$rules" >tree
  while IFS="$(printf '\t')" read -r name rule; do
    case $name in
      */) mkdir -p "$name" ;;
      */.[rst] | */.cvsignore) printf '%s\n' "$rule" >>"$name" ;;
      *) mkdir -p "${name%/*}" && echo "$2" >"$name" ;;
    esac
  done <tree
}

# make_sides SEED: a source, and targets that have some of it and more.
make_sides ()
{
  chmod -R u+rwx up 2>/dev/null || :
  rm -rf up
  make_tree_of "$1" up/src up
  make_tree_of $(($1 + 7)) up/dst/src up/dst
  make_tree_of $(($1 + 7)) up/dst ''
  find up -exec touch -d '2020-01-01 12:00' {} +
  rm -rf up.theirs up.ours
}

awk -v seed="$seed" -v cases="$cases" -f "$rules" >all
mkdir home
HOME=$PWD/home
export HOME
differing=0
deleted=0
case_=0

differs ()
{
  differing=$((differing + 1))
  test $differing -le 5 || return 0
  note_ "case $case_, $*"
  diff wanted got | head -n 8 >&9 || :
}

# try_all SOURCE OPTION...: both make the same.
try_all ()
{
  source=$1
  shift
  for side in theirs ours; do
    rm -rf "in.$side"
    mkdir "in.$side"
    cp -a up "in.$side"
  done
  # A fault in a file of rules ends rsync, but not a mirror elsewhere.
  (cd in.theirs && rsync -a "$@" "$source" up/dst >out 2>&1) || return 0
  deleted=$((deleted + 1))
  (cd in.ours && usync --mirror --force-empty "$@" "$source" up/dst) \
    >in.ours/out 2>&1 || differs "it failed: $(head -n 1 in.ours/out)"
  (cd in.theirs && find . | sort) >wanted
  (cd in.ours && find . | sort) >got
  cmp -s wanted got || differs "$source $*"
}

while test $case_ -lt "$cases"; do
  test $((case_ % 10)) != 0 || make_sides $((seed + case_))
  set --
  while read -r number option rule; do
    test "$number" != $case_ || set -- "$@" "$option" ${rule:+"$rule"}
  done <all
  case $((case_ % 3)) in
    0) try_all up/src/ --delete "$@" ;;
    1) try_all up/src/ --delete-after "$@" ;;
    2) try_all up/src --delete-before "$@" ;;
  esac
  case_=$((case_ + 1))
done
test $differing = 0 || fail_ "$differing of $cases differ (SEED=$seed)"
note_ "$deleted of $cases cases were compared"
test $deleted -gt $((cases / 3)) || fail_ "most rules are refused"
