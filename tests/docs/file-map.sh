#!/bin/sh
# ARCHITECTURE.md has a line for every file of lib/ and src/, and for no other.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

map=$abs_top_srcdir/ARCHITECTURE.md

# A header and its source share a line, under the name they have in common.
(cd "$abs_top_srcdir" && find lib src -name '*.[ch]') \
  | sed 's/\.[ch]$//' | sort -u >there

# The map's lines begin with the name and a run of blanks.
sed -nE 's,^    ((lib|src)/[a-z0-9-]+)\.(c|h|\[ch\]) .*,\1,p' "$map" \
  | sort >listed
test "$(wc -l <listed)" -gt 30 || fail_ "no file map found in ARCHITECTURE.md"

uniq -d listed >twice
test ! -s twice || fail_ "listed twice: $(tr '\n' ' ' <twice)"
comm -23 there listed >only
test ! -s only || fail_ "not in ARCHITECTURE.md: $(tr '\n' ' ' <only)"
comm -13 there listed >only
test ! -s only || fail_ "in ARCHITECTURE.md, and not there: $(tr '\n' ' ' <only)"
