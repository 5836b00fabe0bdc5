#!/bin/sh
# What may not be read, or only written: as sync, and in a tree, one by one.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_user_
. "$abs_top_srcdir/tests/usync/common.sh"

mkdir tree tree/closed tree/hidden
echo 1 >tree/readable
echo 2 >tree/written
echo 3 >tree/none
echo 4 >tree/hidden/file
mkfifo fifo
chmod 444 tree/readable
chmod 222 tree/written
chmod 0 tree/none tree/closed
chmod 300 tree/hidden
at_end "chmod -R u+rwx '$(pwd)/tree'"
chmod 222 fifo

for option in '' -d; do
  for files in tree/readable tree/written tree/none tree/closed tree/hidden \
    tree/hidden/file tree/closed/file fifo \
    'tree/none tree/written tree/closed tree/readable'; do
    # shellcheck disable=SC2086
    same_as_sync $option $files
  done
done

once ()
{
  returns 1 usync -r --stats=json tree 2>err
  for name in tree/none tree/closed tree/hidden; do
    says err "usync: error opening '$name': Permission denied"
  done
  test "$(grep -c '^usync: ' err)" = 3 || fail_ "$(cat err)"
  test "$(number files err)" = 2 || fail_ "$(number files err) files"

  # The directory that holds the name cannot be flushed where it cannot be read.
  mkdir above above/dir
  echo >above/dir/file
  chmod 300 above
  returns 1 usync -r above/dir 2>err
  says err "usync: error opening 'above/dir/..': Permission denied"
  returns 0 usync above/dir/file
  chmod 700 above
  quietly usync -r above/dir
  rm -r above
}
each_engine once
