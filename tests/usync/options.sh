#!/bin/sh
# Every option of sync, by its letter, its name and what that is abbreviated to;
# ours are never abbreviated.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

echo >file
for option in -d --data --dat --d -dd; do
  same_as_sync $option file
  same_as_sync file $option nowhere
done
# These wait for everybody's files, if they find one.
for option in -f --file-system --file --fi --f -ff; do
  same_as_sync $option nowhere
done
for wrong in '-d -f file' '-df file' '-fd' '--data --file-system file' -d \
  --data '-d --' -x --no-such '--data=3 file' '--file-system=x file' \
  '--help=x' '-dx file'; do
  # shellcheck disable=SC2086  # words
  same_as_sync $wrong
done

# Where all is flushed, nothing is said.
quietly usync

once ()
{
  returns 1 usync --recurs file 2>err
  says err "write --recursive in full if that is meant"
  returns 1 usync --files0-from 2>err
  says err "requires an argument"
  ! grep "in full" err >&9 || fail_ "that was in full"
  returns 1 usync --recursive --file-system file 2>err
  says err "cannot specify both --recursive and --file-system"
  returns 1 usync -r 2>err
  says err "--recursive needs at least one argument"
  returns 1 usync --direct file 2>err
  says err "unrecognized option '--direct'"
  returns 1 usync -j0 file 2>err
  says err "invalid --workers argument"
  quietly usync -j 3 --queue-depth=2 file file file
  quietly usync -rd file
}
each_engine once
returns 1 usync --engine=no-such file 2>err
says err no-such
