#!/bin/sh
# Nobody who exchanges directories and files for symbolic links while they are
# copied has ucp read or write anything outside.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/race.sh"

ways='-a
-r
-rf
-r --remove-destination
-au
-rb'

fresh_copy ()
{
  remove dst
  result=0
  ucp "$@" -T src dst >>log 2>&1 || result=1
  ! grep -rl S dst >>leaked || :
  return $result
}

merged_copy ()
{
  ucp "$@" -T src dst >>log 2>&1
}

check ()
{
  check_escapes dst "$1"
  grep -r P dst >/dev/null || fail_ "nothing was copied with $1"
}

# The source is played with, the copy is new each time.
start
# shellcheck disable=SC2086  # words
spares src $played_dirs $played_files
state_of_outside >before
give_away src dst swap
: >leaked
race "$ways" fresh_copy
silent leaked
check "a source that is played with"

# The copy is played with.  Links to files are followed where they are the
# caller's own; another user's are not.
start
fill dst/a O
# shellcheck disable=SC2086  # words
spares dst $played_dirs ${as_other:+$played_files}
state_of_outside >before
give_away src dst swap
race "$ways" merged_copy
check "a copy that is played with"
