#!/bin/sh
# The statistics: dd's lines, for all sizes and every word of status=.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

# Sizes are told as they are said: one byte, and where units begin.
for size in 1 2 999 1000 1001 1023 1024 1025 9999 10239 10240 99950 999999 \
  1000000 1048575 1048576 10485760; do
  same_once if=/dev/zero of=/dev/null bs=$size count=1
done
same_once if=/dev/null
for status in none noxfer none,noxfer noxfer,none progress \
  progress,noxfer none,progress; do
  same_once if=/dev/zero count=3 of=/dev/null status=$status
  same_once if=/dev/full count=3 of=/dev/full status=$status
done
same_once status=none status=noxfer if=/dev/null

# Truncated records, one and more.
set_up ()
{
  printf 'long line\nanother one\nx\n' >in
}
set_up=set_up
for size in 3 9 10 11 20; do
  same_once if=in conv=block cbs=$size
done

# Time and rate.
printf 1234 | udd of=/dev/null 2>err
grep -E '^4 bytes copied, [0-9.e-]+ s, [0-9.]+ [kMG]?B/s$' err >/dev/null \
  || fail_ "not dd's line: $(cat err)"
head -c 3000000 /dev/zero | udd of=/dev/null 2>err
grep -E '^3000000 bytes \(3\.0 MB, 2\.9 MiB\) copied, [0-9.e-]+ s, [0-9.]+ [kMG]?B/s$' \
  err >/dev/null || fail_ "not dd's line: $(cat err)"

# The decimal point is that of the language.
for language in de_DE.UTF-8 fr_FR.UTF-8 cs_CZ.UTF-8; do
  point=$(LC_ALL=$language locale decimal_point 2>/dev/null) || continue
  test "$point" = , || continue
  LC_ALL='' LANG=C LC_NUMERIC=$language udd if=/dev/zero of=/dev/null \
    bs=1500 count=1 2>err
  says err '1500 bytes (1,5 kB, 1,5 KiB) copied, '
done
