#!/bin/sh
# ARCHITECTURE.md has a line for every file of lib/ and src/, and for no other.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

map=$abs_top_srcdir/ARCHITECTURE.md

# A header and its source share a line, under the name they have in common.
(cd "$abs_top_srcdir" && find lib src -name '*.[ch]') \
  | sed 's/\.[ch]$//' | sort -u >there

# A heading of the map names a folder in backquotes.  The lines below it begin
# with the name of a file and a blank.
awk '
  /^##/ { folder = "" }
  /^### .*`(lib|src)\/.*`/ { split ($0, part, "`"); folder = part[2] }
  folder != "" && /^    [a-z0-9-]+\.(c|h|\[ch\]) / {
    sub (/\..*/, "", $1)
    print folder $1
  }' "$map" | sort >listed
test "$(wc -l <listed)" -gt 30 || fail_ "no file map found in ARCHITECTURE.md"

uniq -d listed >twice
test ! -s twice || fail_ "listed twice: $(tr '\n' ' ' <twice)"
comm -23 there listed >only
test ! -s only || fail_ "not in ARCHITECTURE.md: $(tr '\n' ' ' <only)"
comm -13 there listed >only
test ! -s only || fail_ "in ARCHITECTURE.md, and not there: $(tr '\n' ' ' <only)"
