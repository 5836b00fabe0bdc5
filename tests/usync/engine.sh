#!/bin/sh
# What has to wait for the disk waits together: on a ring, or in threads without;
# what need not wait takes neither.  Files of a tree that are not cached are opened
# several at a time.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

require_root_
n=120
no_ring=$(why_no_uring_)

# write DIR: new files in it, and new contents.
write ()
{
  mkdir -p "$1"
  i=100
  while test $i -lt $((100 + n)); do
    echo $i >"$1/$i"
    i=$((i + 1))
  done
}

# A file system in memory.
with_fs tmpfs 16M
write "$mnt/dir"
for options in '--engine=auto' '--engine=sync' '--engine=auto -r'; do
  # shellcheck disable=SC2086
  returns 0 usync $options --stats=json "$mnt"/dir/1?? 2>err
  test "$(number rings err)" = 0 || fail_ "$options: a ring for nothing"
  test "$(number workers err)" = 1 || fail_ "$options: threads for nothing"
done

# One on a disk.
with_fs ext4 64M
disk=$mnt
write "$disk/dir"
returns 0 usync --engine=sync --stats=json "$disk"/dir/1?? 2>err
test "$(number workers err)" -gt 1 || fail_ "no threads where files wait"
write "$disk/dir"
returns 0 usync --engine=sync --workers=5 --stats=json "$disk"/dir/1?? 2>err
test "$(number workers err)" = 5 || fail_ "$(number workers err) workers, not 5"
write "$disk/dir"
returns 0 usync --engine=sync --workers=1 --stats=json "$disk"/dir/1?? 2>err
test "$(number workers err)" = 1 || fail_ "threads where one was asked for"
if test -z "$no_ring"; then
  write "$disk/dir"
  returns 0 usync --engine=auto --stats=json "$disk"/dir/1?? 2>err
  test "$(number rings err)" = 1 || fail_ "no ring where files wait"
  test "$(number workers err)" = 1 || fail_ "threads beside a ring"
  write "$disk/dir"
  returns 0 deny-uring EPERM usync --stats=json "$disk"/dir/1?? 2>err
  test "$(number workers err)" -gt 1 || fail_ "no threads in place of a ring"

  # Not cached.
  umount "$disk"
  mount -o loop "$fs_image_" "$disk" || framework_failure_ "cannot mount again"
  returns 0 usync -r --engine=auto --stats=json "$disk/dir" 2>err
  grep -oE '"openat":\{[^}]*\}' err >openat
  grep -E '"ring":[1-9]' openat >/dev/null \
    || fail_ "nothing is opened on the ring: $(cat openat)"
  test "$(number files err)" = $n || fail_ "$(number files err) files"
else
  note_ "$no_ring"
fi
