#!/bin/sh
# log-writes lists and replays what a log of dm-log-writes has, and nothing else.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
PATH=$abs_top_builddir/tests/vm:$PATH

# little BYTES NUMBER: in so many bytes, the lowest first.
little ()
{
  left=$1 n=$2
  while test "$left" -gt 0; do
    # shellcheck disable=SC2059  # it is the byte
    printf "\\$(printf %03o $((n & 255)))"
    n=$((n >> 8)) left=$((left - 1))
  done
}

# entry SECTOR COUNT FLAGS [MARK]
entry ()
{
  mark=${4-}
  { little 8 "$1"; little 8 "$2"; little 8 "$3"; little 8 ${#mark}
    printf %s "$mark"; } >>log
  truncate -s %512 log
}

# sector LETTER: data of one.
sector ()
{
  head -c 512 /dev/zero | tr '\0' "$1"
}

{ little 8 0x6a736677736872; little 8 1; little 8 6; little 4 512; } >log
truncate -s %512 log
entry 2 1 16
sector a >>log
entry 0 0 1
entry 3 1 2
sector b >>log
entry 0 0 8 here
entry 2 1 4
entry 1 2 3
{ sector c; sector d; } >>log

log-writes list log | sed 's/ *$//' >actual
cat >expected <<'EOF'
0 write 2 1
1 flush 0 0
2 fua 3 1
3 mark 0 0 here
4 discard 2 1
5 flush+fua 1 2
EOF
compare expected actual

# holds LETTER...: the sectors of the disk, '-' for zeros.
holds ()
{
  for letter; do
    case $letter in
      -) head -c 512 /dev/zero ;;
      *) sector "$letter" ;;
    esac
  done | cmp - disk >&9 || fail_ "the disk does not hold $*"
}
truncate -s 2048 disk
returns 0 log-writes replay log disk 0 2
holds - - a -
returns 0 log-writes replay log disk 2 4
holds - - a b
returns 0 log-writes replay log disk 4 5
holds - - - b
returns 0 log-writes replay log disk 5 6
holds - c d b

returns 1 log-writes replay log disk 0 7 2>err
says err "not as many entries"
head -c 3000 log >short
returns 1 log-writes replay short disk 0 6 2>err
says err "ends too early"
returns 1 log-writes list disk 2>err
says err "no log of dm-log-writes"
