#!/bin/sh
# What runs in the machine: the tests of the job, one after the other.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The directory $out is the host's.  It has job, which says what is to be done,
# gets NAME.log of each test, and in results a line 'STATUS NAME' of each; finished
# is there when all were run.
# shellcheck disable=SC2154  # the job sets them

out=/run/vm/out
. $out/job
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
DM_DISABLE_UDEV=1 # nobody listens who would make names of devices
export PATH srcdir abs_top_builddir DM_DISABLE_UDEV

# The machine ends here, however we do.
power_off ()
{
  sync
  /run/vm/busybox poweroff -f
}
trap power_off EXIT

for module in crc32c_generic virtio_blk virtio_rng ext4 loop; do
  sh /run/vm/load $module || echo "main: no module $module"
done
sh /run/vm/load nvme poll_queues=2 || echo "main: no module nvme"
hostname uu 2>/dev/null
/run/vm/busybox ifconfig lo up
export HOME=/root

# Where tests work, and what is in memory alone.
mkdir -p /run/vm/scratch /run/vm/ram
{
  mkfs.ext4 -q -F /dev/vda && mount -t ext4 /dev/vda /run/vm/scratch \
    && mount -t tmpfs -o size=60% none /run/vm/ram
} || echo "main: no scratch disk"
TMPDIR=/run/vm/scratch
export TMPDIR

: >$out/results
for name in $tests; do
  status=0
  dmesg >/dev/null 2>&1 && dmesg -C
  timeout --kill-after=20 "$limit" \
    sh "$srcdir/tests/vm/guest/$name.sh" >$out/"$name.log" 2>&1 </dev/null \
    || status=$?
  case $status in
    0 | 77) ;;
    *)
      test $status != 124 || echo "stopped after $limit s" >>$out/"$name.log"
      echo "--- the kernel's last words:" >>$out/"$name.log"
      dmesg 2>/dev/null | tail -n 40 >>$out/"$name.log" ;;
  esac
  echo "$status $name" >>$out/results
done
echo yes >$out/finished
