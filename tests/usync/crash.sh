#!/bin/sh
# What usync -r has flushed is there after a crash: a copy of the disk, made while
# it is mounted, has the whole tree, new and moved files.  Without it has not.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
make_tree src --only=files,nested,links,symlinks
cp -a src expected
echo new >expected/files/new
tried=

# after_crash TYPE COMMAND: let a tree change in a file system of TYPE, run COMMAND
# there, and set $after to where a copy of the disk of that moment is mounted.
after_crash ()
{
  options=
  test "$1" = xfs || options=commit=300
  # shellcheck disable=SC2086
  try_fs "$1" 600M $options || return 1
  at=$mnt
  cp -a src "$at/tree"
  mv "$at/tree/nested" "$at/nested"
  sync -f "$at"
  mv "$at/nested" "$at/tree/nested"
  echo new >"$at/tree/files/new"
  (cd "$at" && eval "$2") || fail_ "$2 on $1"
  cp --sparse=always "$fs_image_" crashed
  umount "$at"
  after=$(pwd)/after.$fs_number_
  mkdir "$after"
  mount -o loop crashed "$after" || fail_ "$1 cannot be mounted any more"
  at_end "fs_unmount_ '$after'"
}

for type in ext4 xfs btrfs; do
  if ! after_crash $type :; then
    note_ "$fs_why"
    continue
  fi
  ! treecmp --no-times expected "$after/tree" >/dev/null 2>&1 \
    || fail_ "$type: all is there without being flushed"
  umount "$after"
  for command in 'usync -r tree' 'usync -r --engine=sync tree'; do
    after_crash $type "$command"
    same_tree --no-times expected "$after/tree"
    umount "$after"
  done
  tried=yes
done
test -n "$tried" || skip_ "no file system to try it on: $fs_why"
