# Where copies land: a fresh file system for every run.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# shellcheck shell=bash disable=SC2034,SC2154  # Sourced by bench/run; the
# variables are shared with it and the other parts.

# One image on the disk is written once and then made into a new file system
# for every run, on a loop device with direct I/O (nothing is cached twice).
# A tree is never removed and copied again in one file system: ext4 searches
# through inodes freed a short while ago, and a copy of 3 seconds takes 60.
# mkfs discards nothing, or the image would lose its blocks and be allocated
# again during the copy.
#
# Without root, copies land in directories of $work that are new for every
# run; trees stay there until the end for the same reason.

image_loop=''
source_loop=''
place_serial=0

# Set $place to "image" or "directory", and $place_why for the latter.
place_choose ()
{
  place=image
  place_why=''
  if [ "$(id -u)" != 0 ]; then
    place_why='not root'
  elif ! command -v losetup >/dev/null; then
    place_why='no losetup'
  elif ! losetup --find >/dev/null 2>&1; then
    place_why='no loop device can be had'
  fi
  [ -z "$place_why" ] || place=directory
}

# place_can FS: may copies be made in FS?  If not, say why on stdout.
place_can ()
{
  case $1:$place in
    directory:directory) return 0 ;;
    *:directory) echo "$place_why"; return 1 ;;
    directory:*) return 0 ;;
    tmpfs:image) place_can_tmpfs; return ;;
    ext4:* | xfs:* | btrfs:*) ;;
    *) echo 'not a file system known here'; return 1 ;;
  esac
  if ! command -v "mkfs.$1" >/dev/null; then
    echo "no mkfs.$1"
    return 1
  fi
  if ! grep -qw "$1" /proc/filesystems && ! modprobe -q "$1" 2>/dev/null; then
    echo "the kernel has no $1"
    return 1
  fi
}

# The source and two copies of the big file have to fit beside each other.
place_can_tmpfs ()
{
  local free_kib
  free_kib=$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)
  if [ "$free_kib" -lt $((file_bytes * 3 / 1024 + 512 * 1024)) ]; then
    echo "too little memory is free for three times the big file"
    return 1
  fi
}

# place_make_image FILE BYTES VARIABLE: allocate FILE, write all of it, attach
# it, and set VARIABLE to the loop device.
place_make_image ()
{
  local mib=$(($2 / 1048576 + 1)) device
  fallocate -l "${mib}M" "$1" || return
  dd if=/dev/zero of="$1" bs=4M count=$((mib / 4 + 1)) conv=notrunc,fsync \
     oflag=direct status=none 2>/dev/null \
    || dd if=/dev/zero of="$1" bs=4M count=$((mib / 4 + 1)) \
          conv=notrunc,fsync status=none || return
  if device=$(losetup --direct-io=on --find --show "$1" 2>/dev/null); then
    :
  elif device=$(losetup --find --show "$1"); then
    note 'no direct I/O on the loop device: what is written is cached twice'
  else
    return 1
  fi
  printf -v "$3" %s "$device"
}

# mkfs FS DEVICE INODES
place_mkfs ()
{
  case $1 in
    ext4)
      local count=()
      [ "$3" -eq 0 ] || count=(-N "$3")
      mkfs.ext4 -F -q -E lazy_itable_init=0,lazy_journal_init=0,nodiscard \
                "${count[@]}" "$2" ;;
    xfs) mkfs.xfs -f -q -K "$2" ;;
    btrfs) mkfs.btrfs -f -q -K "$2" ;;
  esac >"$work/mkfs.log" 2>&1 || {
    cat "$work/mkfs.log" >&2
    return 1
  }
}

# place_fresh FS ENTRIES: make a new file system that has room for so many
# entries, and set $dest to an empty directory in it.
place_fresh ()
{
  local inodes=0
  place_serial=$((place_serial + 1))
  if [ "$1" = directory ]; then
    dest=$work/to/$place_serial
    mkdir -p "$dest"
    return
  fi
  # ext4 makes one inode per 16 KiB unless told otherwise.
  [ "$2" -lt $((image_bytes * 9 / 10 / 16384)) ] \
    || inodes=$(($2 + $2 / 10 + 1000))
  if [ "$1" = tmpfs ]; then
    mount -t tmpfs -o size=100% bench "$work/to"
  else
    place_mkfs "$1" "$image_loop" "$inodes" \
      && mount -t "$1" "$image_loop" "$work/to"
  fi || return
  dest=$work/to/d
  mkdir "$dest"
}

# Give up what place_fresh made.  FS KIND-OF-SCENARIO
place_leave ()
{
  if [ "$1" = directory ]; then
    [ "$2" = tree ] || rm -rf -- "$dest"
  else
    place_unmount "$work/to"
  fi
}

# A program that was killed may need a moment to let go.
place_unmount ()
{
  local try
  for try in 1 2 3 4 5; do
    umount "$1" 2>"$work/umount.log" && return
    sleep "$try"
  done
  cat "$work/umount.log" >&2
  return 1
}

# Where generated source trees live: a file system of their own, so that they
# are gone with one unmount.
place_sources ()
{
  sources_dir=$work/from
  [ "$place" = image ] && [ "$need_sources_bytes" -gt 0 ] || return 0
  place_make_image "$work/sources.img" "$need_sources_bytes" source_loop \
    && place_mkfs ext4 "$source_loop" "$need_sources_entries" \
    && mount -t ext4 "$source_loop" "$sources_dir"
}

# Undo everything; called once, however the run ends.
place_cleanup ()
{
  local dir
  [ -n "${work-}" ] || return
  for dir in "$work/to" "$work/from"; do
    mountpoint -q "$dir" && place_unmount "$dir"
  done
  [ -z "$image_loop" ] || losetup --detach "$image_loop"
  [ -z "$source_loop" ] || losetup --detach "$source_loop"
  if mountpoint -q "$work/to" || mountpoint -q "$work/from"; then
    echo "bench: $work is still in use and was left" >&2
  else
    rm -rf -- "$work"
  fi
}
