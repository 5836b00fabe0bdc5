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

# Nothing has a sum, too.
nothing ()
{
  rm -f out one log
  quietly udd if=in of=out count=0 hash=sha256 hashlog=log tee=one status=none
  says log "whole sha256 0 0 $(sha256sum </dev/null | cut -d' ' -f1)"
  exists out one
  silent out one
}
each_engine nothing

# A tee whose reader leaves is an error, and the others go on.
mkfifo fifo
leaves ()
{
  rm -f out two
  head -c 1 <fifo >/dev/null &
  (trap - PIPE
   returns 1 udd if=in of=out tee=fifo tee=two status=none) 2>err
  wait $!
  says err "error writing 'fifo': Broken pipe"
  for copy in out two; do
    cmp in $copy >&9 || fail_ "$copy is not what was read"
  done
  # Not so the output's.
  rm -f two
  { (trap - PIPE
     status=0
     udd if=in tee=two status=none 2>err || status=$?
     echo $status >status); } | head -c 1 >/dev/null
  test "$(cat status)" = 141 || fail_ "status $(cat status): $(cat err)"
}
each_engine leaves

# Records are counted as dd counts them up to an error.
counted ()
{
  for operands in bs=512 bs=4k "ibs=1000 obs=700" "ibs=512 obs=100k" bs=3M; do
    # shellcheck disable=SC2086  # words
    {
      returns 1 dd if=in of=/dev/full $operands 2>dd.err
      returns 1 udd if=in of=/dev/full $operands hash=md5 hashlog=log 2>udd.err
    }
    sed -n '/records/p; s/ copied.*//p' dd.err >expected
    sed -n '/records/p; s/ copied.*//p' udd.err >actual
    compare expected actual
    # Of a record that is larger than what is read at once, not all is read.
    test "${operands#*obs=100k}" = "$operands" || continue
    # shellcheck disable=SC2086
    (trap '' XFSZ
     ulimit -f 1000
     returns 1 dd if=in of=out $operands 2>dd.err
     returns 1 udd if=in of=out $operands hash=md5 hashlog=log 2>udd.err)
    sed -n '/records/p; s/ copied.*//p' dd.err >expected
    sed -n '/records/p; s/ copied.*//p' udd.err >actual
    compare expected actual
  done
}
each_engine counted

# Direct reads that come short end no file before its end.
PATH=$abs_top_builddir/tests/fault:$PATH
short ()
{
  for seed in 1 2 3 4 5 6 7 8; do
    status=0
    URINGUTILS_FAULT=seed=$seed,short=30,uneven udd-fault if=in of=out iflag=direct \
      hash=md5 hashlog=log status=none 2>err || status=$?
    case $status in
      0) cmp in out >&9 || fail_ "seed $seed: a wrong copy with status 0" ;;
      1) says err "error reading 'in'" ;;
      *) fail_ "seed $seed: status $status" ;;
    esac
  done
}
each_engine short

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
