#!/bin/sh
# One small file takes neither a ring nor a thread: scripts call cp in loops.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ strace
# A leak cannot be looked for by a process that is traced.
ASAN_OPTIONS=${ASAN_OPTIONS-}${ASAN_OPTIONS:+:}detect_leaks=0
export ASAN_OPTIONS
strace -o probe true 2>/dev/null || skip_ "strace cannot trace here"
echo small >src
mkdir dir
for args in 'src copy' '-p src copy-p' '-a src copy-a' 'src dir' \
  '--preserve=all src copy-all'; do
  # shellcheck disable=SC2086
  returns 0 strace -f -o trace ucp $args
  ! grep -E '^[0-9]+ +(io_uring_setup|clone3?|vfork|fork)\(' trace >&9 \
    || fail_ "'ucp $args' makes a ring or a thread"
  copy=${args##* }
  test ! -d "$copy" || copy=$copy/src
  compare src "$copy"
  grep 'execve(' trace >/dev/null || fail_ "strace saw nothing"
done
