#!/bin/sh
# --fsync: at the end everything is on the disk, names too, and neither sync nor
# syncfs is called for it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=files,nested,links,special
i=0
mkdir src/many
while test $i -lt 300; do
  i=$((i + 1))
  echo $i >src/many/$i
done

# ops KIND: how many there were.
ops ()
{
  sed -nE "s/.*\"$1\": *\\{([^}]*)\\}.*/\\1/p" err | grep -oE '[0-9]+' \
    | awk '{ n += $1 } END { print n + 0 }'
}

# A file system of its own, and what its disk holds when ucp has returned: an
# image of that, mounted, has the whole tree.
on_disk ()
{
  returns 0 ucp -a $options src "$mnt/$engine"
  returns 0 ucp -a $options src/many/1 "$mnt/$engine-one"
  cp --sparse=always "$fs_image_" "$test_dir_/crashed"
  mkdir -p crash
  mount -o "loop${mount_option:+,$mount_option}" "$test_dir_/crashed" crash \
    || fail_ "what is on the disk cannot be mounted"
  at_end "umount '$test_dir_/crash' 2>/dev/null"
  same_tree src "crash/$engine"
  same_tree src/many/1 "crash/$engine-one"
  umount crash
}

counts ()
{
  for options in --fsync '--fsync --atomic'; do
    rm -rf copy
    # shellcheck disable=SC2086
    returns 0 ucp -a --stats=json $options src copy >out 2>err
    silent out
    same_tree src copy
    files=$(find src -type f -links 1 | wc -l)
    dirs=$(find src -type d | wc -l)
    test "$(ops fsync)" -gt $((files + dirs)) \
      || fail_ "only $(ops fsync) fsyncs for $files files and $dirs directories"
    test "$(ops syncfs)" = 0 || fail_ "syncfs was called"
  done

  # With few descriptors; onto what is there; to what cannot be flushed.
  (
    ulimit -n 64
    returns 0 ucp -aT --fsync src copy
    returns 0 ucp -aT --fsync --atomic src copy
  )
  same_tree src copy
  returns 0 ucp --fsync src/many/7 /dev/null
  # shellcheck disable=SC2002
  test "$(ucp --fsync src/many/7 /dev/stdout | cat)" = 7 || fail_ "a pipe"
  returns 0 ucp -a -j1 --fsync src/many many
  returns 0 ucp -av --fsync --atomic src/many many >out
  same_tree src/many/7 many/many/7
  rm -rf many
}
each_engine counts

mount_option=
for type in ext4 xfs btrfs; do
  try_fs $type 400M || {
    note_ "$fs_why"
    continue
  }
  test $type != xfs || mount_option=nouuid
  for options in --fsync '--fsync --atomic'; do
    rm -rf "${mnt:?}"/*
    case $type in
      btrfs) # it refuses a second one with the same name, while the first is there
        engine=auto
        # shellcheck disable=SC2086
        returns 0 ucp -a $options src "$mnt/auto"
        cp --sparse=always "$fs_image_" crashed
        umount "$mnt"
        mkdir -p crash
        mount -o loop crashed crash || fail_ "btrfs cannot be mounted"
        same_tree src crash/auto
        umount crash
        mount -o loop "$fs_image_" "$mnt"
        engine= ;;
      *) each_engine on_disk ;;
    esac
  done
  mount_option=
done
