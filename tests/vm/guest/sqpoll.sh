#!/bin/sh
# --sqpoll: a thread of the kernel fetches the requests, also after it has slept, and
# what is copied is right.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

require_uring_
need_disk nvme0n1
new_fs ext4 /dev/nvme0n1
make_tree src --only=files,nested,sparse,links
head -c 6000001 /dev/urandom >src/large

once ()
{
  at=$mnt/$engine
  mkdir "$at"
  quietly ucp -a --sqpoll src "$at/copy"
  same_tree src "$at/copy"
  quietly ucp -a --sqpoll --direct -j2 src "$at/direct"
  quietly ucp -a --sqpoll --iopoll src "$at/polled"
  quietly udd if=src/large of="$at/dd" bs=64k --sqpoll status=none
  compare src/large "$at/dd"
  quietly usync --mirror -H --sqpoll src/ "$at/mirror"
  ucat --sqpoll src/large >"$at/cat" || fail_ "ucat gave status $?"
  compare src/large "$at/cat"
  forget_cache
  same_tree src "$at/direct"
  same_tree src "$at/polled"
  same_tree --no-acl --no-xattr src "$at/mirror"
}
each_engine once

# The thread is there, falls asleep after 100 ms, and is woken again: at 3 MB/s a
# window of four chunks lasts longer.
returns 0 ucp --engine=uring --sqpoll --direct --bwlimit=3M --stats=json \
  src/large "$mnt/slow" 2>stats &
copying=$!
seen=
while kill -0 $copying 2>/dev/null; do
  if grep -qs '^iou-sqp-' /proc/[0-9]*/task/*/comm; then
    seen=yes
    break
  fi
done
status=0
wait $copying || status=$?
test $status = 0 || fail_ "status $status"
test -n "$seen" || fail_ "no thread of the kernel was seen"
test "$(field no_ring_errno stats)" = 0 || fail_ "it was refused"
compare src/large "$mnt/slow"
