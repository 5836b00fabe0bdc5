#!/bin/sh
# -r: neither the depth of a tree nor a low limit on descriptors is an obstacle.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

make_tree src --size=medium --deep=400
count ()
{
  find src -type "$1" -printf . | wc -c
}
files=$(count f) directories=$(count d)

once ()
{
  (ulimit -n 64 && returns 0 usync -r --stats=json src 2>err)
  test "$(number files err)" = "$files" \
    || fail_ "$(number files err) of $files files"
  test "$(number directories err)" = $((directories + 1)) \
    || fail_ "$(number directories err) of $directories directories and one"
  (ulimit -n 64 && quietly usync -r --workers=256 src)
}
each_engine once
