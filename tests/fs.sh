# File systems made for one test; sourced by init.sh.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
#   with_fs TYPE SIZE [OPTIONS]
#
# mounts a fresh file system of TYPE (ext2 ext3 ext4 xfs btrfs vfat exfat tmpfs
# overlay fuse2fs bindfs; exfat, fuse2fs and bindfs by FUSE) and SIZE (as truncate takes it) with mount OPTIONS,
# sets $mnt to where, and has it unmounted and its loop device freed at the
# end.  A type that cannot be had here skips the test.  try_fs, for a test
# that can do with less, returns 1 instead, with the reason in $fs_why.

fs_number_=0
fs_block_=4096 # of ext2, ext3, ext4; mkfs would take 1024 for small ones
fs_inode_=256  # bytes of an inode there; 128 have no room for exact times
fs_why=
mnt=

require_fs_ ()
{
  for type_; do
    fs_missing_ "$type_"
    test -z "$fs_why" || skip_ "$fs_why"
  done
}

with_fs ()
{
  try_fs "$@" || skip_ "$fs_why"
}

# Set fs_why if what TYPE needs is not there.
fs_missing_ ()
{
  fs_why=
  case $1 in
    tmpfs | overlay) fs_prog_=mount ;;
    fuse2fs) fs_prog_=fuse2fs ;;
    bindfs) fs_prog_=bindfs ;;
    exfat) fs_prog_=mount.exfat-fuse ;;
    *) fs_prog_=mkfs.$1 ;;
  esac
  if test "$(id -u)" != 0; then
    fs_why="mounting $1 needs root"
  elif ! command -v "$fs_prog_" >/dev/null; then
    fs_why="$1 needs the program $fs_prog_"
  fi
}

try_fs ()
{
  fs_missing_ "$1"
  test -z "$fs_why" || return 1
  fs_number_=$((fs_number_ + 1))
  mnt=$test_dir_/mnt.$fs_number_
  fs_image_=$test_dir_/image.$fs_number_
  mkdir "$mnt"
  if fs_mount_ "$@" >"$test_dir_/mount.log" 2>&1; then
    chmod 755 "$mnt"
    return 0
  fi
  fs_why=$(sed -n 's/^mount: [^ ]*: //p' "$test_dir_/mount.log" | head -n 1)
  fs_why="no $1 can be mounted here: ${fs_why:-$(tail -n 1 \
    "$test_dir_/mount.log")}"
  return 1
}

# Unmount $1 now or, if it is still busy, as soon as it is not.
fs_unmount_ ()
{
  # The test may have done it.
  awk '{ print $2 }' /proc/self/mounts | grep -xF "$1" >/dev/null || return 0
  umount "$1" 2>/dev/null && return
  sleep 1
  umount "$1" 2>/dev/null || umount -l "$1"
}

fs_mkfs_ ()
{
  truncate -s "$2" "$fs_image_" || return 1
  case $1 in
    ext*) mkfs."$1" -q -F -b "$fs_block_" -I "$fs_inode_" \
            -E lazy_itable_init=0,lazy_journal_init=0 \
            "$fs_image_" ;;
    vfat) mkfs.vfat "$fs_image_" ;;
    *) mkfs."$1" -q -f "$fs_image_" ;;
  esac
}

fs_mount_ ()
{
  case $1 in
    tmpfs)
      mount -t tmpfs -o "size=$2${3+,$3}" none "$mnt" ;;
    overlay)
      fs_mount_overlay_ "$2" "${3-}" ;;
    bindfs)
      mkdir "$mnt.below" && bindfs ${3+-o "$3"} "$mnt.below" "$mnt" ;;
    fuse2fs)
      fs_mkfs_ ext4 "$2" && fuse2fs -o "fakeroot,allow_other${3+,$3}" \
        "$fs_image_" "$mnt" ;;
    exfat)
      fs_mount_exfat_ "$2" ;;
    *)
      fs_mkfs_ "$1" "$2" \
        && mount -o "loop${3+,$3}" "$fs_image_" "$mnt" ;;
  esac || return 1
  at_end "fs_unmount_ '$mnt'"
}

# An overlay wants an upper directory with all of a disk file system's
# abilities, which the build's own may lack (it may be an overlay itself).
fs_mount_overlay_ ()
{
  fs_mkfs_ ext4 "$1" || return 1
  mkdir "$mnt.upper" || return 1
  mount -o loop "$fs_image_" "$mnt.upper" || return 1
  at_end "fs_unmount_ '$mnt.upper'"
  mkdir "$mnt.upper/lower" "$mnt.upper/upper" "$mnt.upper/work" || return 1
  mount -t overlay -o "lowerdir=$mnt.upper/lower,upperdir=$mnt.upper/upper,\
workdir=$mnt.upper/work${2:+,$2}" none "$mnt"
}

# Its program wants a block device.
fs_mount_exfat_ ()
{
  truncate -s "$1" "$fs_image_" && mkfs.exfat "$fs_image_" || return 1
  fs_loop_=$(losetup -f --show "$fs_image_") || return 1
  at_end "losetup -d '$fs_loop_'"
  mount.exfat-fuse "$fs_loop_" "$mnt"
}

# ext4 is slow to fill where a tree was just removed (it looks through the
# inodes just freed), so copies stay until the end.

# copies_both_ways [TREECMP-OPTION...]: with the tree 'src' here and the file
# system $mnt, fail unless 'ucp -a' copies into, within and out of it, for
# every engine.  ucp_options_ goes to ucp.
ucp_options_=-a
copies_both_ways ()
{
  each_engine copies_both_ways_once_ "$@"
}

copies_both_ways_once_ ()
{
  # shellcheck disable=SC2086
  {
    returns 0 ucp $ucp_options_ src "$mnt/in.$engine"
    same_tree "$@" src "$mnt/in.$engine"
    returns 0 ucp $ucp_options_ "$mnt/in.$engine" "$mnt/within.$engine"
    same_tree "$@" "$mnt/in.$engine" "$mnt/within.$engine"
    returns 0 ucp $ucp_options_ "$mnt/in.$engine" "out.$engine"
    same_tree "$@" "$mnt/in.$engine" "out.$engine"
  }
}

# copies_like_cp OPTIONS TREE [TREECMP-OPTION...]: fail unless 'ucp OPTIONS'
# copies TREE onto $mnt, which cannot hold all of it, with the status, the
# messages (in any order) and the outcome of cp.
copies_like_cp ()
{
  fs_options_=$1
  fs_tree_=$2
  shift 2
  mkdir "$mnt/cp" "$mnt/ucp"
  fs_status_=0
  # shellcheck disable=SC2086
  (cd "$mnt/cp" && cp $fs_options_ "$fs_tree_" copy) 2>cp.err || fs_status_=$?
  sed 's/^cp:/ucp:/' cp.err | sort >expected
  each_engine copies_like_cp_once_ "$@"
  remove "$mnt/cp" "$mnt/ucp"
}

copies_like_cp_once_ ()
{
  # shellcheck disable=SC2086
  (cd "$mnt/ucp" && returns "$fs_status_" ucp $fs_options_ "$fs_tree_" copy) \
    2>err
  sort err >actual
  compare expected actual
  same_tree "$@" "$mnt/cp" "$mnt/ucp"
  remove "$mnt/ucp/copy"
}

# copies_to_fat SECTIONS: what such a file system can hold arrives; for
# mktree's SECTIONS, which it cannot hold, the outcome is cp's.
copies_to_fat ()
{
  make_tree src --only=files,wide,nested
  mkdir linked
  echo linked >linked/one
  ln linked/one linked/two
  each_engine copies_to_fat_once_
  make_tree nasty --only="$1"
  for fs_each_ in -a -r '-r --preserve=mode' '-r --preserve=ownership' -rp; do
    copies_like_cp "$fs_each_" "$(pwd)/nasty" --no-times --holes=off --no-alloc
  done
}

copies_to_fat_once_ ()
{
  set -- --no-owner --no-mode --no-alloc --holes=off
  returns 0 ucp -r src "$mnt/r"
  same_tree "$@" --no-times src "$mnt/r"
  returns 0 ucp -r --preserve=timestamps src "$mnt/t"
  same_tree "$@" --time-slack=2000000000 src "$mnt/t"
  returns 0 ucp -r "$mnt/r" back
  same_tree "$@" --no-times "$mnt/r" back
  # Of two links either may come first.
  returns 1 ucp -a linked "$mnt/linked" 2>err
  test "$(wc -l <err)" = 1 || fail_ "not one message: $(cat err)"
  says err "cannot create hard link"
  test "$(cat "$mnt"/linked/*)" = linked || fail_ "no name of the file is there"
  remove "$mnt/r" "$mnt/t" "$mnt/linked" back
}
