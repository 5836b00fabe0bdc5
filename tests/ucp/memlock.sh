#!/bin/sh
# With 64 KiB of lockable memory an ordinary user gets smaller rings or none,
# and the same copy.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
make_tree src --skip=deep
ulimit -l 64 || skip_ "cannot lower the limit on locked memory"
once ()
{
  quietly ucp -a src "copy.$engine"
  same_tree src "copy.$engine"
  head -c 20000000 src/files/size-9437307 >big
  quietly ucp --chunk-size=4M --queue-depth=64 big big-copy
  compare big big-copy
  rm big big-copy
}
each_engine once
