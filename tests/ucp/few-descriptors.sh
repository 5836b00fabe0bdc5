#!/bin/sh
# Sixty-four descriptors are enough for any tree, deep or wide.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --size=medium --deep=1000

once ()
{
  (ulimit -n 64 && quietly ucp -a src "copy.$engine")
  (ulimit -n 64 && same_tree src "copy.$engine")
}
each_engine once
