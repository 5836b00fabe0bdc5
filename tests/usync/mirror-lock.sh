#!/bin/sh
# --lock: a second run to the same DEST waits, or fails; nothing is left behind.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_prog_ flock

mkdir src dst
echo a >src/a

# Alone it changes nothing, and DEST need not be there.
quietly usync --mirror --lock src/ dst
quietly usync --mirror --lock=fail src/ new
quietly usync --mirror --lock=fail src/ new
quietly usync --mirror --lock=wait src/a new/b
same_tree src dst
test "$(ls -A new | tr '\n' ' ')" = 'a b ' || fail_ "litter: $(ls -A new)"
test "$(ls -A dst)" = a || fail_ "litter: $(ls -A dst)"

# hold: have the lock on dst until 'release' is there.
hold ()
{
  rm -f held release
  flock dst sh -c ': >held; until test -e release; do sleep 0.1; done' &
  holder=$!
  until test -e held; do sleep 0.1; done
}

# Another has it.
echo b >src/b
hold
returns 11 usync --mirror --lock=fail src/ dst >out 2>err
silent out
says err "another run mirrors to 'dst'"
lacks dst/b
usync --mirror --lock src/ dst >out 2>err &
waiter=$!
until grep "waiting for another run" out >/dev/null; do sleep 0.1; done
lacks dst/b
: >release
returns 0 wait $waiter
wait $holder
silent err
exists dst/b

# Whoever does not ask for the lock is not stopped by it.
hold
quietly usync --mirror src/ dst

# A signal ends the waiting.
echo c >src/c
usync --mirror --lock src/ dst >out 2>err &
waiter=$!
until grep "waiting for another run" out >/dev/null; do sleep 0.1; done
kill -TERM $waiter
returns 20 wait $waiter
: >release
wait $holder
lacks dst/c
