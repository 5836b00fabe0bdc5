#!/bin/sh
# Depth takes neither stack nor memory in proportion to the whole path: a chain
# of 5,000 directories is copied with 256 KiB of stack.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=deep --deep=5000
once ()
{
  (ulimit -s 256 && quietly ucp -a src "copy.$engine")
  same_tree src "copy.$engine"
}
each_engine once
