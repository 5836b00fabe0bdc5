#!/bin/sh
# --iopoll polls: where the disk has queues for that, requests are completed without
# an interrupt, and without the option with one.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

require_uring_
need_disk nvme0n1
need_disk nvme1n1
for name in nvme0n1 nvme1n1; do
  test "$(cat /sys/block/$name/queue/io_poll)" = 1 \
    || fail_ "$name has no poll queues"
done

# The queues that are polled have no interrupt, so that only the others are here.
interrupts ()
{
  awk '$NF ~ /^nvme[01]q[1-9]/ {
         for (i = 2; i < NF; i++)
           if ($i ~ /^[0-9]+$/)
             n += $i
       }
       END { print n + 0 }' /proc/interrupts
}

requests ()
{
  cat /sys/block/nvme0n1/stat /sys/block/nvme1n1/stat \
    | awk '{ n += $1 + $5 } END { print n }'
}

# A few may be of others' requests, as for the disk's own tables.
few=4

# measure COMMAND...: run it, and set $done_ to the number of requests and $told to
# that of interrupts meanwhile.
measure ()
{
  sync
  told=$(interrupts)
  done_=$(requests)
  "$@" || fail_ "'$*' gave status $?"
  told=$(($(interrupts) - told))
  done_=$(($(requests) - done_))
  note_ "$done_ requests, $told interrupts: $*"
  test "$done_" -ge 32 || fail_ "only $done_ requests by $*"
}

polled ()
{
  measure "$@"
  test $told -le $((done_ / 16 + few)) \
    || fail_ "$told interrupts for $done_ requests that were to be polled: $*"
}

# Some are told of together.
not_polled ()
{
  measure "$@"
  test $told -gt $((done_ / 16 + few)) \
    || fail_ "only $told interrupts for $done_ requests: $*"
}

# From one device to the other: every request can be polled.
head -c 33554432 /dev/urandom >data
cp data /dev/nvme0n1
devices ()
{
  set -- udd if=/dev/nvme0n1 of=/dev/nvme1n1 count=32M iflag=count_bytes \
    bs=64k status=none "$@"
  forget_cache
  not_polled "$@" iflag=direct oflag=direct
  cmp -n 33554432 data /dev/nvme1n1 >&9 || fail_ "direct: not the same"
  dd if=/dev/zero of=/dev/nvme1n1 bs=1M count=32 conv=fsync status=none
  forget_cache
  polled "$@" iflag=iopoll oflag=iopoll
  cmp -n 33554432 data /dev/nvme1n1 >&9 || fail_ "polled: not the same"
  forget_cache
  polled "$@" --iopoll --chunk-size=64K
}
for engine in auto uring; do
  devices --engine=$engine
done
engine=

# Files.  What is written to new blocks cannot be polled for before they have been
# written once: the kernel changes their state then.  So the reads count.
new_fs ext4 /dev/nvme0n1
from=$mnt
new_fs ext4 /dev/nvme1n1
to=$mnt
cp data "$from/data"
requests ()
{
  awk '{ print $1 }' /sys/block/nvme0n1/stat
}
interrupts ()
{
  awk '$NF ~ /^nvme0q[1-9]/ {
         for (i = 2; i < NF; i++)
           if ($i ~ /^[0-9]+$/)
             n += $i
       }
       END { print n + 0 }' /proc/interrupts
}
for engine in auto uring; do
  rm -f "$to/direct" "$to/polled"
  forget_cache
  not_polled ucp --engine=$engine --direct --chunk-size=128K "$from/data" \
    "$to/direct"
  forget_cache
  polled ucp --engine=$engine --iopoll --stats=json "$from/data" "$to/polled" \
    2>stats
  test "$(field polled_rings stats)" -ge 1 || fail_ "no ring was polled"
  forget_cache
  compare data "$to/direct"
  compare data "$to/polled"
done
engine=

# A tree, whose small files and tails cannot be polled for, comes whole.
make_tree src --only=files,nested,sparse
cp -a src "$from/src"
quietly ucp -a --iopoll -j2 "$from/src" "$to/src"
quietly ucp -a --iopoll --fsync --atomic "$from/src" "$to/atomic"
forget_cache
same_tree src "$to/src"
same_tree src "$to/atomic"
