#!/bin/sh
# What cannot be read or made is said, the rest is mirrored, and the status is
# rsync's: 23, and 24 for what has gone meanwhile.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
PATH=$abs_top_builddir/tests/fault:$PATH

mkdir -p src/dir
echo one >src/one
echo two >src/dir/two
echo three >src/dir/three

once ()
{
  # A source that is not there.
  remove copy
  returns 23 usync --mirror --modify-window=-1 src/ gone copy >out 2>err
  says err gone
  same_tree src copy

  # One that goes after its directory was read: the lookup of a name fails.
  n=0
  status=
  while test "$status" != 24; do
    n=$((n + 1))
    test $n -lt 60 || fail_ "no lookup was found to fail"
    remove copy
    mkdir copy
    status=0
    URINGUTILS_FAULT=fail=$n:ENOENT:statx usync-fault --mirror \
      --workers=1 src/ copy >out 2>err || status=$?
  done
  says err 'has vanished'
  test "$(find copy -type f | wc -l)" -lt 3 || fail_ "what has vanished is there"

  # An error of reading.
  remove copy
  returns 23 env URINGUTILS_FAULT=fail=1:EIO:read usync-fault --mirror \
    --workers=1 src/ copy >out 2>err
  test "$(find copy -type f | wc -l)" = 2 || fail_ "not the rest"
  test -z "$(find copy -name '.ucp-*')" || fail_ "left behind"
  grep "error reading 'src/" err >/dev/null || fail_ "$(cat err)"

  # One of writing.
  remove copy
  returns 23 env URINGUTILS_FAULT=fail=1:ENOSPC:write usync-fault --mirror \
    --workers=1 src/ copy >out 2>err
  test "$(find copy -type f | wc -l)" = 2 || fail_ "not the rest"
  test -z "$(find copy -name '.ucp-*')" || fail_ "left behind"
  grep "error writing 'copy/" err >/dev/null || fail_ "$(cat err)"
}
each_engine once

# A destination that is no directory, for a directory.
echo file >file
returns 3 usync --mirror --modify-window=-1 src/ file >out 2>err
says err file
test "$(cat file)" = file || fail_ "it was written to"
