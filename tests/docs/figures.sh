#!/bin/sh
# What the manual page's TUNING measures has been measured: each figure stands
# in README.md or ARCHITECTURE.md.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# Versions are no figures.
sed -n '/^\.SH TUNING/,/^\.SH EXAMPLES/p' "$abs_top_srcdir/man/ucp.1" \
  | sed 's/Linux [0-9.]*//' | grep -oE '[0-9]+[.,][0-9]+' | sort -u >figures
test "$(wc -l <figures)" -ge 5 || fail_ "no figures found in TUNING"

while read -r figure; do
  grep -wF -e "$figure" "$abs_top_srcdir/README.md" \
    "$abs_top_srcdir/ARCHITECTURE.md" >/dev/null \
    || fail_ "man/ucp.1 says $figure, and nothing else does"
done <figures
