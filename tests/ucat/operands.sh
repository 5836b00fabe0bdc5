#!/bin/sh
# What can be wrong with a file: that is said, and the next one follows.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise a 1000
noise b 300000
mkdir directory
run_input_=b

same_as_cat
same_as_cat -
same_as_cat a b a
same_as_cat a - b
same_as_cat - a -
same_as_cat missing
same_as_cat a missing b
same_as_cat directory a
same_as_cat a/ a
same_as_cat '' a
same_as_cat a missing -n directory b
same_as_cat "new
line" a
run_input_=directory
same_as_cat a - b

# Closed descriptors.
closed ()
{
  returns 1 "$1" a - b <&- >"$1.out" 2>"$1.err"
  returns 0 "$1" a b <&- >>"$1.out" 2>>"$1.err"
  returns 1 "$1" a >&- 2>>"$1.err"
  returns 1 "$1" -n a >&- 2>>"$1.err"
  returns 1 "$1" missing 2>&- >>"$1.out"
  sed -i "s/^$1: /cat: /" "$1.err"
}
closed cat
once ()
{
  closed ucat
  same cat.out ucat.out
  compare cat.err ucat.err
}
each_engine once

if test "$(id -u)" != 0; then
  chmod 0 a
  same_as_cat a b
fi
