#!/bin/sh
# A disk that is taken away during a copy, as source and as destination: an error
# that names the file, not 0, and an end in finite time.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

head -c 33554432 /dev/urandom >data

# A controller of its own, known by its serial number, found again when the bus is
# looked through.
nvme_find ()
{
  for controller in /sys/class/nvme/nvme*; do
    test "$(tr -d ' ' <"$controller/serial" 2>/dev/null)" = uu1 || continue
    name=${controller##*/}n1
    test ! -b "/dev/$name" || return 0
  done
  return 1
}
nvme_back ()
{
  nvme_find || {
    echo 1 >/sys/bus/pci/rescan
    tries=0
    until nvme_find; do
      tries=$((tries + 1))
      test $tries -lt 100 || framework_failure_ "the disk does not come back"
      sleep 0.2
    done
  }
  need_disk "$name"
}
nvme_away ()
{
  echo 1 >"$controller/device/remove"
}

scsi_back ()
{
  host=$(ls -d /sys/bus/pseudo/drivers/scsi_debug/adapter*/host*)
  name=$(ls "$host"/target*/*/block 2>/dev/null) || {
    echo '- - -' >"/sys/class/scsi_host/${host##*/}/scan"
    sleep 1
    name=$(ls "$host"/target*/*/block) || framework_failure_ "no SCSI disk"
  }
  need_disk "$name"
}
scsi_away ()
{
  echo 1 >"/sys/block/$name/device/delete"
}

# away_during TEXT COMMAND: run COMMAND, which takes some ten seconds by itself,
# and take the disk away after two.
away_during ()
{
  text=$1
  shift
  begin=$(date +%s)
  (within 200 any "$@" 2>err) &
  running=$!
  sleep 2
  kill -0 $running 2>/dev/null \
    || fail_ "'$*' ended before the disk was taken away: $(cat err)"
  ${kind}_away
  status=0
  wait $running || status=$?
  test $status = 0 || exit 1
  says err "$text"
  note_ "$kind: $(($(date +%s) - begin)) s: $*"
}

# One command each, for a disk that comes back each time.
reading ()
{
  ${kind}_back
  new_fs ext4 "/dev/$name"
  cp data "$mnt/data"
  forget_cache
  rm -rf copy
  away_during "'$mnt/data'" "$@"
  umount "$mnt" 2>/dev/null || umount -l "$mnt"
}
writing ()
{
  ${kind}_back
  new_fs ext4 "/dev/$name"
  at=$mnt
  cd "$mnt"
  away_during "$@"
  cd "$test_dir_"
  umount "$at" 2>/dev/null || umount -l "$at"
}

all ()
{
  # They find the disk by where it is mounted, which is the next number.
  reading ucp --bwlimit=4M --direct "$test_dir_/disk.$((mounts_ + 1))/data" copy
  # Held up by who reads late.
  rm -f pipe
  mkfifo pipe
  { sleep 8; cat; } <pipe >/dev/null &
  reading udd if="$test_dir_/disk.$((mounts_ + 1))/data" of=pipe iflag=direct \
    bs=64k
  writing "'copy'" ucp --bwlimit=4M --fsync "$test_dir_/data" copy
  test $kind = nvme || return 0
  reading ucp --bwlimit=4M --iopoll "$test_dir_/disk.$((mounts_ + 1))/data" copy
  reading usync --mirror --bwlimit=4m --direct \
    "$test_dir_/disk.$((mounts_ + 1))/" copy
  writing "'copy'" ucp --bwlimit=4M --direct "$test_dir_/data" copy
  writing "'copy/data'" usync --mirror --fsync --bwlimit=4m "$test_dir_/data" copy/
}
kinds=
if nvme_find; then
  kind=nvme
  each_engine all
  kinds=nvme
fi
if sh /run/vm/load sd_mod && sh /run/vm/load crct10dif_generic \
   && sh /run/vm/load scsi_debug dev_size_mb=64; then
  kind=scsi
  each_engine all
  kinds="$kinds scsi"
fi
test -n "$kinds" || skip_ "no disk here that could be taken away"
