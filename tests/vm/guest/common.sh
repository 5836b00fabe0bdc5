# What every test in the machine starts with; sourced, not run.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "${srcdir=.}/tests/init.sh"
PATH=$abs_top_builddir/tests/vm:$PATH
test -x /run/vm/load || skip_ "runs in the machine of tests/vm/check.sh only"

# need MODULE [PARAMETER=VALUE...]: have it, or skip the test.
need ()
{
  sh /run/vm/load "$@" 2>load.err || skip_ "no module $1 here: $(cat load.err)"
}

# need_disk NAME: skip without the disk /dev/NAME.  Devices come when they like.
need_disk ()
{
  tries_=0
  while test ! -b "/dev/$1"; do
    tries_=$((tries_ + 1))
    test $tries_ -lt 100 || skip_ "no disk $1 here"
    sleep 0.1
  done
}

# ram_disk SIZE: set $disk to a new disk of SIZE, in memory.
disks_=0
ram_disk ()
{
  disks_=$((disks_ + 1))
  ram_file=/run/vm/ram/$test_name_.$disks_
  truncate -s "$1" "$ram_file"
  disk=$(losetup -f --show "$ram_file") || framework_failure_ "no loop device"
  at_end "losetup -d $disk; rm -f $ram_file"
}

# sectors DISK: its length, as the tables of the device mapper want it.
sectors ()
{
  blockdev --getsz "$1"
}

# new_map NAME TABLE: have /dev/mapper/NAME as the lines of TABLE say.
new_map ()
{
  need dm_mod
  dmsetup create "$1" --noudevsync --noudevrules --table "$2" \
    >dmsetup.out 2>&1 || framework_failure_ "$(cat dmsetup.out)"
  at_end "remove_map $1"
  test -b "/dev/mapper/$1" || dmsetup mknodes "$1"
}

# set_map NAME TABLE: from now on it is as TABLE says.
set_map ()
{
  dmsetup suspend --nolockfs "$1" && dmsetup load "$1" --table "$2" \
    && dmsetup resume --noudevsync "$1" || framework_failure_ "dmsetup"
}

remove_map ()
{
  dmsetup info "$1" >/dev/null 2>&1 || return 0
  for try_ in 1 2 3 4 5; do
    dmsetup remove --noudevsync "$1" 2>/dev/null && return
    sleep 1
  done
  dmsetup remove --force --noudevsync "$1"
}

# mount_disk TYPE DISK [OPTIONS]: mount DISK, and set $mnt to where.
mounts_=0
mount_disk ()
{
  mounts_=$((mounts_ + 1))
  mnt=$test_dir_/disk.$mounts_
  mkdir "$mnt"
  test "$1" = ext4 || need "$1"
  mount -t "$1" ${3+-o "$3"} "$2" "$mnt" 2>mount.err \
    || framework_failure_ "$(cat mount.err)"
  at_end "fs_unmount_ '$mnt'"
}

# new_fs TYPE DISK [OPTIONS]: the same with a new file system, whose making
# leaves nothing for later.
new_fs ()
{
  case $1 in
    ext4) mkfs.ext4 -q -F -E nodiscard,lazy_itable_init=0,lazy_journal_init=0 "$2" ;;
    xfs) mkfs.xfs -q -f -K "$2" ;;
    btrfs) mkfs.btrfs -q -f -K "$2" ;;
  esac >mkfs.out 2>&1 || framework_failure_ "$(cat mkfs.out)"
  mount_disk "$@"
}

# forget_cache: what is read next is read from the disk.
forget_cache ()
{
  sync
  echo 3 >/proc/sys/vm/drop_caches
}

# field NAME FILE: the number that --stats=json gives it.
field ()
{
  grep -oE "\"$1\": *-?[0-9]+" "$2" | head -n 1 | grep -oE -- '-?[0-9]+$'
}

# within SECONDS STATUS COMMAND...: fail unless COMMAND ends in time, and with
# STATUS; 'any' is any but 0.
within ()
{
  seconds_=$1 wanted_=$2
  shift 2
  got_=0
  timeout -s KILL "$seconds_" "$@" || got_=$?
  test $got_ != 137 || fail_ "'$*' had not ended after $seconds_ s"
  if test "$wanted_" = any; then
    test $got_ != 0 || fail_ "'$*' gave status 0"
  else
    test $got_ = "$wanted_" \
      || fail_ "'$*' gave status $got_ instead of $wanted_"
  fi
}
