#!/bin/sh
# dd's numbers: suffixes, products, bytes in place of blocks, and the warning of
# what is no hexadecimal number.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

head -c 9000 /dev/zero | tr '\0' x >many
input=many

# As sizes of blocks: they are seen in the number of records.
for number in 1 3c 5w b 1b 2b k 1k 1K 1kB 1kD 1KiB 2x3 2xk kx2 3x1b 010 +7 ' 7' \
  wx2 cxk 2Bx3 0010x1kB 7B; do
  same_once bs="$number" status=noxfer
done

# As counts: with a B in them they are of bytes.
for number in 0 1 3 3B 1kB 1KiB 2x2 2Bx3 0x1 0x5k 00x5 1x0 100kBx0 0xk 9E \
  00x99999999999999999999 99999999999999999999x0 9223372036854775807 \
  4611686018427387904x3; do
  same_once bs=7 count="$number"
  same_once bs=7 skip="$number"
done
for number in 0 1 3B 1kB 0x1; do
  same_once of=out bs=7 seek="$number"
done

# gives SIZE NUMBER: as a count of bytes that is SIZE.
gives ()
{
  head -c 9000 many | udd bs=1 count="$2" status=none >out 2>err
  silent err
  test "$(wc -c <out)" = "$1" || fail_ "$2 is $(wc -c <out), not $1"
}
gives 24 2x3x4
gives 24 2x3x4B
gives 1024 2x2x2xwx16x4
gives 0 2x3x00x9999999999999999999999
gives 6 2x3B
gives 1000 1kB
gives 0 0R
gives 0 0Q

# The largest suffixes are known, and too large.
for number in 1R 1Q 1RiB 1QB; do
  returns 1 udd count=$number 2>err </dev/null
  says err "udd: invalid number: '$number': Value too large"
done
