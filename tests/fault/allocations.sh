#!/bin/sh
# Whatever allocation of a copy fails, once or for good: the copy is right, or
# ucp says what is not.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
fault_tree src
# There are few, and each must be met.
thin_out=1

for engine in $engines; do
  every_allocation 1 ucp-alloc -a -j1 --engine="$engine" src @
  every_allocation 1 ucp-alloc -a --engine="$engine" src @
  every_allocation 1 ucp-alloc -a -v --engine="$engine" src @
  every_allocation 1 ucp-alloc -a --progress=always --stats \
    --engine="$engine" src @
done | judged 300 src
refused 150
