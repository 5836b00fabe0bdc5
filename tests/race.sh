# What tests share in which somebody exchanges names while a tool is at work;
# sourced after init.sh, in the directory of the test, which it leaves for one
# where every user can look.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# There are two trees, "outside", which nobody may touch or read (its files say
# S), and one with the same names that is played with: "spares" has symbolic
# links to the former, which flip puts in the place of the latter's names.

flips_wanted=10000
test -z "${CHECK_LONG-}" || flips_wanted=200000

# Root works on what another user plays with; anybody else, on what is his own.
as_other=
if test "$(id -u)" = 0; then
  require_prog_ setpriv
  as_other='setpriv --reuid=65534 --regid=65534 --clear-groups'
fi
work=$(mktemp -d /tmp/t-race.XXXXXX) || framework_failure_ "no directory"
at_end "chmod -R u+w '$work'; remove '$work'"
cp "$(command -v flip)" "$work/"
chmod 755 "$work" "$work/flip"
cd "$work" || exit 99
test -z "$as_other" || chown 65534 .

give_away ()
{
  test -z "$as_other" || chown -hR 65534:65534 "$@"
}

# fill DIR TEXT: directories four deep with files of this text.
fill ()
{
  mkdir -p "$1/b/c/d"
  for file in f g h b/f b/g b/c/f b/c/g b/c/d/f b/c/d/g b/c/d/h; do
    echo "$2" >"$1/$file"
  done
  head -c 200000 /dev/zero | tr '\0' "$2" >"$1/b/c/large"
}

# shellcheck disable=SC2034  # for who sources this
played_dirs='b b/c b/c/d'
# shellcheck disable=SC2034
played_files='f g b/f b/c/f b/c/d/f b/c/large'

# The spare for NAME: links to a directory, and to a file of the same name.
spare_of ()
{
  echo "swap/$(echo "$1" | tr / -)"
}

# spares TREE NAME...: links to outside's NAMEs, and in $pairs what is to be
# exchanged for them in TREE/a.
spares ()
{
  tree=$1
  shift
  mkdir -p swap
  pairs=
  for name; do
    ln -s "$work/outside/$name" "$(spare_of "$name")"
    pairs="$pairs $tree/a/$name $(spare_of "$name")"
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

start_flipper ()
{
  # shellcheck disable=SC2086  # words
  $as_other ./flip count $pairs 2>/dev/null &
  flipper=$!
  at_end "kill $flipper 2>/dev/null"
  until test -s count; do sleep 0.1; done
}

# race OPTIONS COMMAND...: run COMMAND with each line of OPTIONS in turn, and with
# each engine, while names are exchanged.
why_not=$(why_no_uring_)
race ()
{
  all_options=$1
  shift
  start_flipper
  runs=0
  whole=0
  until test "$(flips)" -ge $flips_wanted; do
    kill -0 $flipper || framework_failure_ "the flipper has gone"
    while IFS= read -r options; do
      for URINGUTILS_ENGINE in auto sync uring; do
        export URINGUTILS_ENGINE
        test $URINGUTILS_ENGINE != uring || test -z "$why_not" || continue
        # shellcheck disable=SC2086  # words
        if "$@" $options </dev/null; then whole=$((whole + 1)); fi
        runs=$((runs + 1))
      done
    done <<END
$all_options
END
  done
  kill $flipper
  wait $flipper 2>/dev/null || :
  note_ "$(flips) exchanges during $runs runs, of which $whole were whole"
}

# check_escapes DIR WHAT: nothing of outside has come into DIR, or changed.
check_escapes ()
{
  escapes=$({
    grep -rl S "$1" || :
    state_of_outside | diff before - || :
  } | tee escaped | wc -l)
  test "$escapes" = 0 \
    || { head -n 20 escaped >&9; fail_ "$escapes escapes with $2"; }
}

# A tree in src with P in its files, dst, and what is outside.
start ()
{
  chmod -R u+w outside 2>/dev/null || :
  remove src dst swap outside count
  mkdir src dst
  fill outside S
  fill src/a P
  test -n "$as_other" || find outside -type d -exec chmod 555 {} +
}
