#!/bin/sh
# Nobody who exchanges directories for symbolic links while they are deleted
# has usync delete anything outside.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

flips_wanted=10000
test -z "${CHECK_LONG-}" || flips_wanted=200000

# Root deletes what another user plays with; anybody else, what is his own.
as_other=
if test "$(id -u)" = 0; then
  require_prog_ setpriv
  as_other='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
work=$(mktemp -d /tmp/t-race.XXXXXX) || framework_failure_ "no directory"
at_end "chmod -R u+w '$work'; remove '$work'"
cp "$(command -v flip)" "$work/"
chmod 755 "$work" "$work/flip"
cd "$work"

# fill DIR: directories with files, four deep.
fill ()
{
  mkdir -p "$1/b/c/d"
  for dir in "$1" "$1/b" "$1/b/c" "$1/b/c/d"; do
    for file in 1 2 3 4 5 6 7 8; do
      echo "$file" >"$dir/$file"
    done
  done
}

state_of_outside ()
{
  find outside -printf '%p %y %m %U:%G %n %s %T@ %C@\n' | sort
}

give_away ()
{
  test -z "$as_other" || chown -hR 65534:65534 "$@"
}

# What is to be deleted, and what the flipper puts in the place of parts of it,
# made apart and moved where it can be reached.
fresh ()
{
  remove dst/a swap new 2>/dev/null || :
  mkdir -p new/swap
  fill new/a
  ln -s "$work/outside/b" new/swap/b
  ln -s "$work/outside/b/c" new/swap/c
  ln -s "$work/outside/b/c/d" new/swap/d
  give_away new/a new/swap
  mv new/swap swap 2>/dev/null && mv new/a dst/a 2>/dev/null
}

flips ()
{
  tr -d ' ' <count
}

mkdir src dst outside
echo stay >src/stay
fill outside
test -n "$as_other" || find outside -type d -exec chmod 555 {} +
give_away src dst
test -z "$as_other" || chown 65534 .
state_of_outside >before
why_not=$(why_no_uring_)

fresh || framework_failure_ "no tree"
$as_other ./flip count dst/a/b swap/b dst/a/b/c swap/c dst/a/b/c/d swap/d \
  2>/dev/null &
flipper=$!
at_end "kill $flipper 2>/dev/null"
until test -s count; do sleep 0.1; done
runs=0
whole=0
until test "$(flips)" -ge $flips_wanted; do
  kill -0 $flipper || framework_failure_ "the flipper has gone"
  for options in --delete --delete-before --delete-delay --delete-after; do
    for URINGUTILS_ENGINE in auto sync uring; do
      export URINGUTILS_ENGINE
      test $URINGUTILS_ENGINE != uring || test -z "$why_not" || continue
      fresh || continue
      if usync --mirror $options src/ dst >>log 2>&1; then
        whole=$((whole + 1))
      fi
      runs=$((runs + 1))
    done
  done
done
kill $flipper
wait $flipper 2>/dev/null || :
note_ "$(flips) exchanges during $runs runs, of which $whole deleted all"
state_of_outside >after
compare before after
