#!/bin/sh
# The copy is the same however many workers, requests and chunks there are.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src
with ()
{
  copy=copy.$engine.$(echo "$*" | tr -dc 'a-z0-9M')
  quietly ucp -a "$@" src "$copy"
  same_tree src "$copy"
}
each_engine with --workers=1
each_engine with -j 2 --queue-depth=1
each_engine with -j 16 --queue-depth=128
each_engine with --chunk-size=4096
each_engine with --chunk-size=4M --queue-depth=3
