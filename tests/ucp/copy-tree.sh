#!/bin/sh
# ucp -a copies everything there is in a tree, with every engine.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# Once it has been read, XFS takes for data what is allocated and was never
# written, so that holes do not show in it any more.
skip=deep
test "$(stat -f -c %T .)" != xfs || skip=deep,prealloc
make_tree src --size=medium --skip=$skip

once ()
{
  quietly ucp -a src "copy.$engine"
  same_tree --holes=strict src "copy.$engine"
}
each_engine once
