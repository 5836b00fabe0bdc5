#!/bin/sh
# What random rules leave out and protect is what rsync leaves out and keeps.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ rsync awk
rules=$abs_top_srcdir/tests/unit/filter-rules.awk
list=$abs_top_builddir/tests/unit/filter-list
seed=${SEED-1}
cases=${CASES-60}
test -z "${CHECK_LONG-}" || cases=3000

# make_tree_of SEED
make_tree_of ()
{
  rm -rf up
  awk -v seed="$1" -v top=up/src -v above=up -f "$rules" >tree
  while IFS="$(printf '\t')" read -r name rule; do
    case $name in
      */) mkdir -p "$name" ;;
      */.[rst] | */.cvsignore) printf '%s\n' "$rule" >>"$name" ;;
      *) mkdir -p "${name%/*}" && : >"$name" ;;
    esac
  done <tree
}

# differs WHAT: the case is one more that rsync sees otherwise.
differs ()
{
  differing=$((differing + 1))
  test $differing -le 5 || return 0
  note_ "case $case_, $*"
  diff wanted got | head -n 8 >&9 || :
}

# The names that rsync prints behind what it does with them.
names ()
{
  sed -n "s/^$1 *//p" out | grep -v '^\./$' | sort || :
}

# compare_case RULE...: by `mode' and `tree' for us, by `how', `source' and
# `target' for rsync, which prints the names behind `what'.
compare_case ()
{
  got_status=0
  "$list" $mode "$@" "$tree" >got 2>err || got_status=$?
  sort -o got got
  wanted_status=0
  # shellcheck disable=SC2086  # options
  rsync -r $how --out-format='%i %n' "$@" "$source" "$target" >out 2>>err \
    || wanted_status=$?
  names "$what" >wanted
  if test $got_status != 0 || test $wanted_status != 0; then
    refused=$((refused + 1))
    test $got_status != 0 && test $wanted_status != 0 && return 0
    cp err got
    : >wanted
  fi
  cmp -s wanted got || differs "$source $*"
}

awk -v seed="$seed" -v cases="$cases" -f "$rules" >all
mkdir empty
HOME=$PWD/empty
export HOME
differing=0
matched=0
refused=0
case_=0
while test $case_ -lt "$cases"; do
  test $((case_ % 10)) != 0 || make_tree_of $((seed + case_))
  set --
  while read -r number option rule; do
    test "$number" != $case_ || set -- "$@" "$option" ${rule:+"$rule"}
  done <all
  mode='' how=-n what='[^ ]*' target=empty
  for tree in up/src up/src/; do
    source=$tree
    compare_case "$@"
    test "$(wc -l <wanted)" = "$(find up/src | wc -l)" \
      || matched=$((matched + 1))
  done
  # What is said of a dry run is not always what would happen.
  rm -rf copy
  mkdir copy
  cp -a up copy
  mode=-d how=--delete what='\*deleting' source=empty/ target=copy/up/src
  compare_case "$@"
  case_=$((case_ + 1))
done
test $differing = 0 || fail_ "$differing times of $((cases * 3)) (SEED=$seed)"
note_ "rules matched in $matched of $((cases * 2)) cases; $refused were refused"
test $matched -gt "$cases" || fail_ "hardly a rule matches"
