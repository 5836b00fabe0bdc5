#!/bin/sh
# The size of a record does not say how many calls a copy takes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 8388608 /dev/urandom >in

# few OPERANDS...: a copy of in takes at most a hundred reads and writes.
few ()
{
  returns 0 udd --stats "$@" status=none 2>said
  # Called, inline, would block, on the ring, queued without.
  calls=$(sed -n -E 's/^(read|write): //p' said | tr -cd '0-9,\n' \
    | awk -F , '{ n += $1 + $2 + $4 + $5 } END { print n }')
  test "${calls:-0}" -gt 0 || framework_failure_ "--stats tells of no reads"
  test "$calls" -le 100 || fail_ "'udd $*' takes $calls reads and writes"
}

once ()
{
  few if=in of=out bs=512
  cmp in out || fail_ "the copy differs"
  few if=in of=out ibs=1000 obs=3000
  few if=in of=/dev/null bs=1
  few if=in of=out bs=4k conv=noerror
  # A ring may have /dev/zero give less than it was asked for, for news of other
  # requests; what is short goes on record by record.
  test "$engine" = uring || few if=/dev/zero of=out bs=512 count=16384
  if dd if=in iflag=direct of=/dev/null bs=4k count=1 2>/dev/null; then
    rm out
    few if=in of=out bs=4k iflag=direct oflag=direct
    cmp in out || fail_ "the direct copy differs"
  else
    note_ "no O_DIRECT here"
  fi
}
each_engine once
