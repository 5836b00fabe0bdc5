#!/bin/sh
# ucp -a copies everything there is in a tree, with every engine.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --size=medium --skip=deep

once ()
{
  quietly ucp -a src "copy.$engine"
  same_tree --holes=strict src "copy.$engine"
}
each_engine once
