#!/bin/sh
# status=progress: a line that is written over once a second, with the time left
# where that can be known; messages begin on a line of their own.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

truncate -s 100M big

# Take a little at a time until udd has said something.
take_slowly ()
{
  until test -s err; do
    head -c 65536 >/dev/null
    sleep 0.1
  done
}

once ()
{
  # How much there is cannot be known of a pipe.
  : >err
  until test -s err; do
    printf x
    sleep 0.05
  done | udd bs=1 status=progress of=/dev/null 2>err
  tr '\r' '\n' <err >lines
  grep -E '^[0-9]+ bytes? copied, [1-9][0-9]* s, [0-9.]+ [kMG]?B/s *$' lines \
    >/dev/null || fail_ "no progress: $(cat err)"
  grep -E '^[0-9]+\+0 records in$' lines >/dev/null \
    || fail_ "no line of its own after progress: $(cat err)"

  # It can of a file.
  : >err
  udd if=big bs=64k status=progress 2>err | { take_slowly; cat >/dev/null; }
  tr '\r' '\n' <err >lines
  grep -E '^[0-9]+ bytes \([0-9.]+ [kM]B, [0-9.]+ [KM]iB\) copied, [1-9][0-9]* s, [0-9.]+ [kMG]?B/s, [0-9]+%, ETA [0-9:]+$' \
    lines >/dev/null || fail_ "no time left: $(cat err)"
  says lines '1600+0 records in'

  # The part that count= leaves is what counts.
  : >err
  udd if=/dev/zero bs=64k count=1600 skip=1 iflag=fullblock status=progress \
    2>err | { take_slowly; cat >/dev/null; }
  grep -E ', [0-9]+%, ETA ' err >/dev/null || fail_ "no time left: $(cat err)"

  # A message ends the line.
  : >err
  rm -f status
  { (trap '' PIPE; udd if=big bs=64k status=progress 2>err) || echo $? >status; } \
    | take_slowly
  tr '\r' '\n' <err >lines
  test "$(cat status)" = 1 || fail_ "status $(cat status)"
  grep -x "udd: error writing 'standard output': Broken pipe" lines >/dev/null \
    || fail_ "no line of its own for a message: $(cat err)"
}
each_engine once

# Nothing of it is said in less than a second.
same_once if=/dev/zero of=/dev/null count=5 status=progress
