#!/bin/sh
# The inputs that are kept for the fuzz targets do no harm: what they are good
# for, and what was once found by them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

for dir in "$abs_top_srcdir"/tests/fuzz/corpus/*; do
  target=${dir##*/}
  status=0
  "$abs_top_builddir/tests/fuzz/$target" "$dir"/* >out 2>&1 </dev/null \
    || status=$?
  case $status in
    0) ;;
    77) note_ "$target left out: $(sed -n 's/^SKIP: //p' out)" ;;
    *)
      tail -n 40 out >&9
      fail_ "$target gave status $status" ;;
  esac
done
