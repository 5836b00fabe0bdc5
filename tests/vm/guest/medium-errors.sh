#!/bin/sh
# A SCSI disk with a bad medium (scsi_debug), which says where: udd rescues all else,
# and does what dd does with noerror.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

need sd_mod
need crct10dif_generic
# Sectors 0x1234 up to 0x123e, once bit 2 of opts is set.
need scsi_debug dev_size_mb=16 ndelay=1000
tries=0
until disk=$(ls -d /sys/bus/pseudo/drivers/scsi_debug/adapter*/host*/target*/*/block/* \
  2>/dev/null) && test -b "/dev/${disk##*/}"; do
  tries=$((tries + 1))
  test $tries -lt 100 || skip_ "no disk of scsi_debug"
  sleep 0.1
done
disk=/dev/${disk##*/}
opts=/sys/bus/pseudo/drivers/scsi_debug/opts

head -c 16777216 /dev/urandom >data
cp data "$disk"
sync
cp data wanted
dd if=/dev/zero of=wanted bs=512 seek=4660 count=10 conv=notrunc status=none
echo 2 >$opts

for operands in 'bs=4096 count=700 conv=noerror,sync' 'bs=4096 count=700' \
  'bs=512 skip=4650 count=30 conv=noerror,sync' \
  'bs=512 skip=4650 count=30 conv=noerror'; do
  # shellcheck disable=SC2086
  same_as_dd if="$disk" of=out iflag=direct $operands
done

rescued ()
{
  rm -f out map
  echo 2 >$opts
  forget_cache
  within 300 1 udd if="$disk" of=out iflag=direct conv=rescue mapfile=map \
    status=none 2>err
  cmp out wanted >&9 || fail_ "not all was rescued"
  says err "5120 bytes of '$disk' cannot be read"
  grep '^0x00246800 *0x00001400 *-$' map >/dev/null \
    || fail_ "the map has something else: $(cat map)"
  echo 0 >$opts
  within 300 0 udd if="$disk" of=out iflag=direct conv=rescue mapfile=map \
    status=none
  compare data out
}
each_engine rescued
