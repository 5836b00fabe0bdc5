#!/bin/sh
# mktree makes the same tree again from the same seed, another from another.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree one
make_tree two
make_tree three --seed=2
same_tree --holes=strict one two
returns 1 treecmp one three >out
says out '"files/size-1"'

# It has what it promises, or the trees' tests would prove little.
treecmp --summary one two >out
number=$(sed -n 's/^\([0-9]*\) entries.*/\1/p' out)
test "$number" -gt 1700 || fail_ "only $number entries"
test "$(find one/links -links 50 | wc -l)" = 50 || fail_ "no group of 50 links"
test "$(stat -c %b one/sparse/hole-only)" = 0 || note_ "no holes here"
test "$(stat -c %Y one/times/file-1.000000000)" = -1 \
  || note_ "no times before 1970 here"
find one/deep -name bottom -size +9 | grep . >/dev/null \
  || fail_ "no bottom of the deep section"
