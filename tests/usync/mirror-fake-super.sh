#!/bin/sh
# --fake-super does what it does in rsync, and either goes on with what the other
# began; as root, what was stored is put back.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-fake-common.sh"
require_rsync_
all_fake_cases

# Through a faked mirror and back, everything is as it was.
there_and_back ()
{
  remove src dst back
  make_tree src
  ! lacks_feature USE_XATTR && keep=-HX || keep=-H
  lacks_feature USE_ACL || keep=${keep}A
  quietly usync --mirror $keep --modify-window=-1 -M--fake-super src/ dst
  test -z "$(find dst ! -type f ! -type d)" || fail_ "something is special"
  test -z "$(find dst ! -user 0)" || fail_ "somebody else's"
  test -z "$(find dst -perm /7000)" || fail_ "special bits"
  quietly usync --mirror $keep --modify-window=-1 --fake-super -M--super dst/ \
    back
  same_tree src back
}
if test "$(id -u)" = 0; then
  ORDER=sort
  same_as_rsync stored_tree -aii --fake-super -M--super src/ dst/
  same_as_rsync stored_tree -aHii --fake-super -M--super src/ dst/
  lacks_feature USE_XATTR \
    || same_as_rsync attributes_tree -aXii --fake-super -M--super src/file dst/
  each_engine there_and_back
fi
