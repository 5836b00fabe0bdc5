#!/bin/sh
# hash= sums what is written, whole and by windows, and tee= has it as well.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
! lacks_feature HAVE_LIBCRYPTO || skip_ "built without libcrypto"

head -c 3000001 /dev/urandom >in
whole=$(sha256sum <in | cut -d' ' -f1)
md5=$(md5sum <in | cut -d' ' -f1)
head -c 1048576 in | sha256sum | cut -d' ' -f1 >first
tail -c +2097153 in | sha256sum | cut -d' ' -f1 >last

once ()
{
  quietly udd if=in of=out bs=4k status=none hash=sha256,md5,sha256 \
    hashlog=log hashwindow=1M tee=one tee=two
  for copy in out one two; do
    cmp in $copy >&9 || fail_ "$copy is not what was read"
  done
  says log "whole sha256 0 3000001 $whole"
  says log "whole md5 0 3000001 $md5"
  says log "window sha256 0 1048576 $(cat first)"
  says log "window sha256 2097152 902849 $(cat last)"
  test "$(wc -l <log)" = 8 || fail_ "$(wc -l <log) lines"

  # From and to a pipe; sums go to standard error, before the statistics,
  # which are dd's.
  cat in | udd bs=64k hash=sha256 2>err | cmp - in >&9 \
    || fail_ "the copy by pipes differs"
  says err "whole sha256 0 3000001 $whole"
  says err "45+1 records in"
  says err "45+1 records out"
  says err "3000001 bytes"

  # Of what is asked for, and to where.
  returns 0 udd if=in of=part bs=1000 skip=3 seek=2 count=5 hash=sha256 \
    hashlog=log status=none
  head -c 8000 in | tail -c 5000 >wanted
  tail -c 5000 part | cmp - wanted >&9 || fail_ "the part is wrong"
  says log "whole sha256 0 5000 $(sha256sum <wanted | cut -d' ' -f1)"
  rm -f out one two part log

  # Where both files stand afterwards.
  (udd bs=1000 count=2 hash=md5 hashlog=log status=none
   udd bs=1000 count=2 status=none) <in >out
  head -c 4000 in | cmp - out >&9 || fail_ "the files stand elsewhere"
}
each_engine once

# What goes wrong.
returns 1 udd if=in of=out hash=md5 hashlog=/dev/full status=none 2>err
says err "cannot write the sums of 'out'"
returns 1 udd if=in of=out tee=/dev/full status=none 2>err
says err "error writing '/dev/full'"
cmp in out >&9 || fail_ "a tee that is full stopped the copy"
returns 1 udd if=in of=out tee=missing/one status=none 2>err
says err "failed to open 'missing/one'"
returns 1 udd if=in hash=md5 status=none >/dev/full 2>err
says err "error writing 'standard output'"
returns 1 udd if=in of=out hash=sha257 2>err
says err "sha257"
returns 1 udd if=in of=out hashlog=log 2>err
says err "hashlog= needs hash="
for conv in ascii block,cbs=80 swab sync noerror; do
  # shellcheck disable=SC2086
  returns 1 udd if=in of=out hash=md5 cbs=80 conv=${conv%,*} 2>err
  says err "cannot combine hash= and"
done
