#!/bin/sh
# RLIMIT_FSIZE is an error that names the file, not a signal unseen.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 300000 /dev/urandom >big
echo small >small
mkdir dst
# SIGXFSZ ignored, as after 'trap "" XFSZ', leaves EFBIG.
once ()
{
  (trap '' XFSZ && ulimit -f 100 && returns 1 ucp big small dst) 2>err || exit
  says err big
  says err "File too large"
  compare small dst/small
  test ! -e dst/big || test "$(stat -c %s dst/big)" -lt 300000 \
    || fail_ "a file of full size"
  rm -f dst/*
}
each_engine once
