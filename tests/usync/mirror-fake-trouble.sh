#!/bin/sh
# --fake-super where attributes cannot be stored, or make no sense: a message,
# and exit status 23; all else is done.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
require_prog_ setfattr getfattr
: >probe
setfattr -n user.probe -v probe probe 2>/dev/null \
  || skip_ "files have no attributes of users here"
PATH=$abs_top_builddir/tests/fault:$PATH

unstored='storing owner and permissions of'
nonsense='attribute user.rsync.%stat of'

start ()
{
  remove src dst
  mkdir src src/dir dst
  echo plain >src/plain
  echo set-id >src/set-id
  : >src/null
  printf away >src/link
  echo below >src/dir/below
  setfattr -n user.rsync.%stat -v '104755 0,0 1:2' src/set-id
  setfattr -n user.rsync.%stat -v '20666 1,3 0:0' src/null
  setfattr -n user.rsync.%stat -v '120777 0,0 0:0' src/link
  setfattr -n user.rsync.%stat -v '41777 0,0 3:4' src/dir
  chmod 755 src/set-id
  chmod 666 src/null
  chmod 777 src/link src/dir
}

full ()
{
  start
  returns 23 env URINGUTILS_FAULT=fail=1:ENOSPC:forever:setxattr usync-fault \
    --mirror --fake-super src/ dst 2>err
  for name in set-id null link dir; do
    says err "$unstored 'dst/$name': No space left on device"
  done
  test "$(grep -c "$unstored" err)" = 4 || fail_ "$(cat err)"
  compare src/set-id dst/set-id
  compare src/dir/below dst/dir/below
  # There is room again.
  quietly usync --mirror --fake-super --modify-window=-1 src/ dst
  same_tree src dst

  # Nobody is let in to what should be closed.
  start
  setfattr -n user.rsync.%stat -v '100600 0,0 1:2' src/plain
  returns 23 env URINGUTILS_FAULT=fail=1:ENOSPC:forever:setxattr usync-fault \
    --mirror --fake-super src/ dst 2>err
  test "$(stat -c %a dst/plain)" = 600 || fail_ "plain is open to all"

  start
  returns 23 env URINGUTILS_FAULT=fail=1:EIO:forever:getxattr usync-fault \
    --mirror --fake-super --delete src/ dst 2>err
  says err "'src/': Input/output error"
}
each_engine full

broken ()
{
  for text in '' 'no sense' '100644 0,0 1' '644 0,0 1:2' '40755 0,0 1:2'; do
    start
    echo old >dst/old
    setfattr -n user.rsync.%stat -v "$text" src/set-id
    returns 23 usync --mirror --fake-super --delete-after src/ dst >out 2>err
    says err "$nonsense 'src/set-id' cannot be understood"
    exists dst/plain dst/old
    lacks dst/set-id

    start
    cp src/set-id dst/
    setfattr -n user.rsync.%stat -v "$text" dst/set-id
    returns 23 usync --mirror --fake-super src/ dst >out 2>err
    says err "$nonsense 'dst/set-id' cannot be understood"
    exists dst/plain
  done
  start
  setfattr -n user.rsync.%stat -v '100755 0,0 1:2' src/dir
  returns 23 usync --mirror --fake-super src/ dst >out 2>err
  says err "$nonsense 'src/dir' cannot be understood"
  lacks dst/dir
}
each_engine broken

# Where users have no attributes, what needs none is mirrored all the same.
test "$(id -u)" = 0 || exit 0
mkdir ram
if mount -t ramfs none ram 2>/dev/null; then
  at_end "umount '$(pwd)/ram'"
  unheard ()
  {
    start
    remove ram/dst
    returns 23 usync --mirror --fake-super src/ ram/dst 2>err
    for name in set-id null link dir; do
      says err "$unstored 'ram/dst/$name': Operation not supported"
    done
    test "$(grep -c "$unstored" err)" = 4 || fail_ "$(cat err)"
    compare src/set-id ram/dst/set-id
    rm src/set-id src/null src/link
    setfattr -x user.rsync.%stat src/dir
    remove ram/dst
    quietly usync --mirror --fake-super src/ ram/dst
    same_tree src ram/dst
  }
  each_engine unheard
else
  note_ "no ramfs can be mounted here"
fi
if try_fs vfat 16M; then
  start
  returns 23 usync --mirror --fake-super src/ "$mnt/dst" 2>err
  says err "$unstored"
  compare src/set-id "$mnt/dst/set-id"
else
  note_ "$fs_why"
fi
