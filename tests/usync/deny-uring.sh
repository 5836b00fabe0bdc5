#!/bin/sh
# Without io_uring the automatic engine works in silence, by threads, and an
# engine that was asked for and cannot be had is an error with a hint.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

lacks_feature HAVE_LIBURING && skip_ "built without liburing"
make_tree src --only=files,nested,links,symlinks
files=$(find src -type f -printf . | wc -c)
for error in EPERM ENOSYS ENOMEM EMFILE; do
  quietly deny-uring $error usync -r src
  returns 0 deny-uring $error usync -r --stats=json src 2>err
  test "$(number files err)" = "$files" || fail_ "$(number files err) files"
  returns 1 deny-uring $error usync --engine=uring src 2>err
  says err "--engine=uring cannot be had"
  quietly deny-uring $error usync --engine=sync -r src
done
