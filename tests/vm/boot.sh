#!/run/vm/busybox sh
# The machine's first program: the host's files, with a layer of memory on them
# that takes what is written, become the root.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2154

PATH=/bin

mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev

# check.sh wants to know no more than whether this processor gets so far.
case $(cat /proc/cmdline) in
  *vm.probe*)
    echo "the machine is alive"
    poweroff -f ;;
esac

# share TAG DIR OPTIONS: mount what the host gives.
share ()
{
  mount -t 9p -o "trans=virtio,version=9p2000.L,msize=524288,$3" "$1" "$2"
}

for module in virtio_pci 9p 9pnet_virtio overlay; do
  sh /run/vm/load $module || echo "boot: no module $module"
done
share host /host ro,cache=loose \
  && share out /out rw,cache=none \
  && mount -t tmpfs -o size=60% none /layer \
  && mkdir /layer/upper /layer/work \
  && mount -t overlay \
       -o lowerdir=/host,upperdir=/layer/upper,workdir=/layer/work none /root \
  || {
    echo "boot: the host's files cannot be had"
    poweroff -f
  }

mount -t proc none /root/proc
mount -t sysfs none /root/sys
mount -t devtmpfs none /root/dev
mkdir -p /root/dev/shm /root/dev/pts
mount -t tmpfs none /root/dev/shm
mount -t devpts none /root/dev/pts
mount -t tmpfs -o mode=755 none /root/run
cp -R /run/vm /root/run/vm
mkdir /root/run/vm/out
mount --move /out /root/run/vm/out
. /root/run/vm/out/job
exec switch_root /root /bin/sh "$srcdir/tests/vm/main.sh"
