#!/bin/sh
# A disk that is full, and a user whose quota is used up: status 1, a message that
# names the file, no half file under --atomic, and the copy is right when there is
# room.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

require_prog_ setpriv
head -c 20000001 /dev/urandom >data
mkdir src
for i in 1 2 3 4 5 6 7 8; do
  head -c 3000000 /dev/urandom >src/$i
done

# An ordinary user, for whom quotas are, with the tools where anybody can run them.
user_tools=/run/vm/tools
mkdir -p $user_tools
for tool in ucp udd ucat usync; do
  cp "$(command -v $tool)" $user_tools/
done
as_user ()
{
  setpriv --reuid=65534 --regid=65534 --clear-groups \
    env PATH="$user_tools:$PATH" "$@"
}
chmod 755 . /run/vm/scratch

# refused WHY COMMAND: fail unless COMMAND ends with an error and says WHY.
refused ()
{
  why=$1
  shift
  got=0
  as_user timeout -s KILL 200 "$@" 2>err || got=$?
  case $1 in
    usync) wanted=23 ;;
    *) wanted=1 ;;
  esac
  test $got = $wanted || fail_ "'$*' gave status $got: $(cat err)"
  says err "$why"
}

# Wherever there is room for 12 MB and no more.
too_small ()
{
  refused "$1" ucp data "$at/ucp"
  says err "'$at/ucp'"
  rm -f "$at/ucp"
  refused "$1" ucp --direct data "$at/ucp"
  rm -f "$at/ucp"
  refused "$1" ucp --fsync --atomic data "$at/ucp"
  lacks "$at/ucp"
  test -z "$(ls -A "$at")" || fail_ "left behind: $(ls -A "$at")"
  refused "$1" ucp -r src "$at/tree"
  rm -rf "$at/tree"
  refused "$1" usync --mirror src/ "$at/tree"
  test -z "$(find "$at" -name '.ucp-*')" || fail_ "usync: left behind"
  # What is there under its name is whole.
  for file in "$at"/tree/*; do
    compare "src/${file##*/}" "$file"
  done
  rm -rf "$at/tree"
  refused "$1" udd if=data of="$at/udd" bs=64k
  rm -f "$at/udd"
  refused "$1" udd if=data of="$at/udd" bs=1M oflag=direct
  rm -f "$at/udd"
  refused "$1" sh -c "ucat data >'$at/cat'"
  rm -f "$at/cat"
  head -c 9000000 data >fits
  as_user ucp --fsync fits "$at/fits" || fail_ "no room for what fits"
  compare fits "$at/fits"
  rm -f "$at/fits"
}

for type in ext4 xfs; do
  ram_disk 400M
  new_fs $type "$disk"
  mkdir "$mnt/at"
  chmod 777 "$mnt/at"
  at=$mnt/at
  free=$(($(stat -f -c '%a * %S' "$mnt")))
  fallocate -l $((free - 13000000)) "$mnt/filler"
  sync
  each_engine too_small "No space left on device"
  umount "$mnt"
done

require_prog_ xfs_quota
ram_disk 400M
new_fs xfs "$disk" uquota
xfs_quota -x -c 'limit -u bhard=12m bsoft=12m 65534' "$mnt" >quota.out 2>&1 \
  || skip_ "no quota: $(cat quota.out)"
mkdir "$mnt/at"
chmod 777 "$mnt/at"
at=$mnt/at
each_engine too_small "Disk quota exceeded"
