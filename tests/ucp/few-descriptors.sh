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

# Each file that is verified is open once more.
if ! lacks_feature HAVE_XXHASH; then
  mkdir files
  for i in 1 2 3 4 5 6 7 8 9; do
    mkdir files/$i
    for k in 1 2 3 4 5 6 7 8 9; do
      echo $i$k >files/$i/$k
    done
  done
  verify ()
  {
    (ulimit -n 64 && quietly ucp -a --verify files "verified.$engine")
    same_tree files "verified.$engine"
  }
  each_engine verify
fi
