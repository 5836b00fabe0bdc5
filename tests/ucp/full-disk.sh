#!/bin/sh
# A full disk: a message that names the file, exit 1, and what came before it is
# whole; nothing that is not whole has the size of its source.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs tmpfs 2M
full=$mnt
mkdir src
head -c 5000000 /dev/urandom >src/big
echo small >small
once ()
{
  returns 1 ucp small src/big "$full" 2>err
  says err "big'"
  says err "No space left on device"
  test "$(wc -l <err)" = 1 || fail_ "more than one message: $(cat err)"
  compare small "$full/small"
  test ! -e "$full/big" \
    || test "$(stat -c %s "$full/big")" -lt 5000000 \
    || fail_ "half a file has its full size"
  test ! -e "$full/big" \
    || cmp -n "$(stat -c %s "$full/big")" src/big "$full/big" \
    || fail_ "what is there of the file is wrong"
  remove "$full"/*
  # In a tree directories and empty files still fit.
  mkdir src/dir
  : >src/dir/empty
  returns 1 ucp -a src "$full/copy" 2>err
  says err "No space left on device"
  exists "$full/copy/dir/empty"
  remove "$full"/* src/dir
}
each_engine once
