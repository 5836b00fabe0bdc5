#!/bin/sh
# --sqpoll and --iopoll, alone and together with all else, make the same copy.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_uring_
make_tree src --only=files,sparse,nested,links
head -c 5000123 /dev/urandom >src/large
with ()
{
  copy=copy.$engine.$(echo "$*" | tr -dc 'a-z0-9')
  quietly ucp -a "$@" src "$copy"
  same_tree src "$copy"
}
each_engine with --sqpoll
each_engine with --iopoll
each_engine with --sqpoll --direct
each_engine with --sqpoll --iopoll --direct
each_engine with --sqpoll --nocache -j 2
