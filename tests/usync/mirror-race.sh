#!/bin/sh
# Nobody who exchanges directories and files for symbolic links while they are
# mirrored has usync --mirror --delete read, write or delete anything outside.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/race.sh"

ways='--delete
--delete-before --inplace
--delete-after -c
--delete-delay --delay-updates
--delete -I --backup --backup-dir=../old
--delete -I --partial --sparse
--delete -HI --append'

# A mirror that is new each time.
fresh_mirror ()
{
  remove dst old
  result=0
  usync --mirror "$@" src/ dst >>log 2>&1 || result=1
  ! grep -rl S dst >>leaked || :
  ! grep -r P dst >/dev/null 2>&1 || : >mirrored
  return $result
}

# What was exchanged is replaced by a mirror: then there are no more links, so
# they are put back where they are missing.  The flipper may be quicker, which
# does no harm.
renew_spares ()
{
  mkdir -p spent
  for name in $played_dirs $played_files; do
    spare=$(spare_of "$name")
    test -h "$spare" && continue
    mv -T "$spare" "spent/${spare#swap/}.$runs" 2>/dev/null || :
    ln -s "$work/outside/$name" new-link
    give_away new-link
    mv -T new-link "$spare" 2>/dev/null || rm -f new-link
  done
  rm -rf spent
}

# The same mirror, in which something is to be deleted and something to be
# written each time.
old_mirror ()
{
  renew_spares
  fill new O
  mkdir -p new/gone/deep
  echo O | tee new/gone/g >new/gone/deep/g
  give_away new
  mv -T new/gone dst/a/gone 2>/dev/null || :
  for name in g h; do
    mv new/$name dst/a/ 2>/dev/null || :
  done
  remove new old
  usync --mirror "$@" src/ dst >>log 2>&1 || return
  # What is played with may be out of the way at the end.
  ! grep -r P dst >/dev/null 2>&1 || : >mirrored
}

check ()
{
  check_escapes dst "$1"
  if test -d old; then
    check_escapes old "$1"
  fi
  test -e mirrored || fail_ "nothing was mirrored with $1"
}

# The source is played with.
start
# shellcheck disable=SC2086  # words
spares src $played_dirs $played_files
state_of_outside >before
give_away src dst swap
: >leaked
race "$ways" fresh_mirror
silent leaked
check "a source that is played with"

# The mirror is played with.
start
fill dst/a O
mkdir -p outside/gone/deep
echo S | tee outside/gone/g >outside/gone/deep/g
played_dirs="$played_dirs gone"
# shellcheck disable=SC2086  # words
spares dst $played_dirs $played_files
state_of_outside >before
give_away src dst swap
rm -f mirrored
race "$ways" old_mirror
check "a mirror that is played with"
