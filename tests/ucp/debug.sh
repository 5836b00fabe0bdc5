#!/bin/sh
# --debug says of each file how it was copied, in cp's words.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 64M
cd "$mnt"
head -c 1000000 /dev/urandom >data
truncate -s 1M holes
printf x | dd of=holes bs=1 seek=500000 conv=notrunc status=none
: >empty
sync -f .
line='^copy offload: [a-z]*, reflink: [a-z]*, sparse detection: [A-Za-z_ +]*$'
once ()
{
  rm -rf dst
  mkdir dst
  returns 0 ucp --debug data holes empty dst >out 2>err
  silent err
  says out "'data' -> 'dst/data'"
  test "$(grep -c "$line" out)" = 3 || fail_ "not three lines: $(cat out)"
  returns 0 ucp --debug holes copy >out
  says out "sparse detection: SEEK_HOLE"
  returns 0 ucp --debug --sparse=always data copy >out
  says out "sparse detection: zeros"
  returns 0 ucp --debug --reflink=never data copy >out
  says out "reflink: no"
  rm copy
}
each_engine once
