#!/bin/sh
# Whatever op of a copy fails, once or for good: the copy is right, or ucp says
# what is not.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src

for engine in $engines; do
  every_op 1 ucp-fault -a -j1 --engine="$engine" src @
done | judged 1000 src
refused 500
