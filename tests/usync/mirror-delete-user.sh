#!/bin/sh
# A source that cannot be read: nothing is deleted, unless --ignore-errors; and
# a destination that cannot be written to.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_user_

start ()
{
  chmod -R u+rwx src dst 2>/dev/null || :
  remove src dst
  mkdir -p src/d src/z dst/d dst/z
  echo a >src/a
  echo b >src/d/b
  echo c >src/z/c
  echo old | tee dst/old dst/d/old >dst/z/old
}

unreadable ()
{
  for when in before delay after; do
    start
    chmod 0 src/d
    returns 23 usync --mirror --delete-$when src/ dst >out 2>err
    chmod -R u+rwx dst
    says err src/d
    says out "IO error encountered -- skipping file deletion"
    exists dst/d/old
    test $when = delay || exists dst/old dst/z/old
  done

  # What could not be read keeps what it has in any case.
  start
  chmod 0 src/d
  returns 23 usync --mirror --delete src/ dst >out 2>err
  chmod -R u+rwx dst
  exists dst/d/old

  start
  chmod 0 src/d
  returns 23 usync --mirror --delete --ignore-errors src/ dst >out 2>err
  chmod -R u+rwx dst
  exists dst/d/old
  lacks dst/old dst/z/old

  # A file that cannot be read is not deleted, and ends deleting.
  start
  chmod 0 src/a
  echo other >dst/a
  returns 23 usync --mirror --delete-after src/ dst >out 2>err
  exists dst/a dst/old dst/d/old
}
each_engine unreadable

# What cannot be deleted is told, and the rest goes.
denied ()
{
  start
  mkdir -p dst/gone/sub dst/gone/closed
  echo x | tee dst/gone/f dst/gone/sub/g >dst/gone/closed/h
  chmod a-w dst/gone/sub
  quietly usync --mirror --delete src/ dst
  lacks dst/gone dst/old

  start
  mkdir -p dst/gone/closed dst/gone/empty
  echo x | tee dst/gone/f >dst/gone/closed/h
  chmod 0 dst/gone/closed dst/gone/empty
  returns 23 usync --mirror --delete src/ dst >out 2>err
  says err dst/gone/closed
  lacks dst/gone/f dst/gone/empty dst/old
  exists dst/gone/closed
  chmod 700 dst/gone/closed
  exists dst/gone/closed/h
}
each_engine denied
