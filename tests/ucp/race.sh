#!/bin/sh
# Nobody who exchanges directories and files for symbolic links while they are
# copied has ucp read or write anything outside.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

flips_wanted=10000
test -z "${CHECK_LONG-}" || flips_wanted=200000

# Root copies what another user plays with; anybody else, what is his own.
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

# fill DIR TEXT: directories four deep with files of this text.
fill ()
{
  mkdir -p "$1/b/c/d"
  for file in f g h b/f b/g b/c/f b/c/g b/c/d/f b/c/d/g b/c/d/h; do
    echo "$2" >"$1/$file"
  done
  head -c 200000 /dev/zero | tr '\0' "$2" >"$1/b/c/large"
}

# What the flipper can put in the place of TREE's a/b, a/b/c and so on.
spares ()
{
  mkdir -p swap
  ln -s "$work/outside/b" swap/b
  ln -s "$work/outside/b/c" swap/c
  ln -s "$work/outside/b/c/d" swap/d
  for file in f g b/f b/c/f b/c/d/f b/c/large; do
    ln -s "$work/outside/$file" "swap/$(echo $file | tr / -)-file"
  done
  pairs="$1/a/b swap/b $1/a/b/c swap/c $1/a/b/c/d swap/d"
}

with_files ()
{
  for file in f g b/f b/c/f b/c/d/f b/c/large; do
    pairs="$pairs $1/a/$file swap/$(echo $file | tr / -)-file"
  done
}

state_of_outside ()
{
  find outside -printf '%p %y %m %U:%G %n %s %T@ %C@\n' | sort
  find outside -type f -exec cksum {} + | sort
}

flips ()
{
  tr -d ' ' <count
}

# race COMMAND...: run it with its options in turn, and each engine, while
# names are exchanged.
race ()
{
  if test -n "$as_other"; then
    chown -hR 65534:65534 src dst swap
    chown 65534 .
  fi
  # shellcheck disable=SC2086  # words
  $as_other ./flip count $pairs 2>/dev/null &
  flipper=$!
  at_end "kill $flipper 2>/dev/null"
  until test -s count; do sleep 0.1; done
  runs=0
  copied=0
  until test "$(flips)" -ge $flips_wanted; do
    kill -0 $flipper || framework_failure_ "the flipper has gone"
    for options in -a -r -rf '-r --remove-destination' -au -rb; do
      for URINGUTILS_ENGINE in auto sync uring; do
        export URINGUTILS_ENGINE
        test $URINGUTILS_ENGINE != uring || test -z "$why_not" || continue
        # shellcheck disable=SC2086  # words
        if "$@" $options; then copied=$((copied + 1)); fi
        runs=$((runs + 1))
      done
    done
  done
  kill $flipper
  wait $flipper 2>/dev/null || :
  note_ "$(flips) exchanges during $runs copies, of which $copied were whole"
}
why_not=$(why_no_uring_)

fresh_copy ()
{
  remove dst
  ucp "$@" -T src dst >>log 2>&1
}

merged_copy ()
{
  ucp "$@" -T src dst >>log 2>&1
}

check ()
{
  escapes=$({
    grep -rl S dst || :
    state_of_outside | diff before - || :
  } | tee escaped | wc -l)
  test "$escapes" = 0 \
    || { head -n 20 escaped >&9; fail_ "$escapes escapes with $1"; }
  grep -r P dst >/dev/null || fail_ "nothing was copied with $1"
}

start ()
{
  mkdir src dst
  fill outside S
  fill src/a P
  test -n "$as_other" || find outside -type d -exec chmod 555 {} +
}

# The source is played with, the copy is new each time.
start
spares src
with_files src
state_of_outside >before
grep_all ()
{
  fresh_copy "$@" && result=0 || result=1
  ! grep -rl S dst >>leaked || :
  return $result
}
: >leaked
race grep_all
silent leaked
check "a source that is played with"
chmod -R u+w outside
remove src dst swap outside count

# The copy is played with.  Links to files are followed where they are the
# caller's own; another user's are not.
start
fill dst/a O
spares dst
test -z "$as_other" || with_files dst
state_of_outside >before
race merged_copy
check "a copy that is played with"
