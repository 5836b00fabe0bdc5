#!/bin/sh
# Where even statx is refused, as by runtimes that are older than it, nothing can
# be known of a file: that is said, and nothing is taken for done.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

deny-calls EPERM unshare true 2>err || skip_ "no seccomp: $(cat err)"

mkdir src dst
head -c 100000 /dev/urandom >src/file
echo old >dst/old
rings=io_uring_setup,io_uring_enter,io_uring_register

# fails STATUS WANTED COMMAND...: it says WANTED, why, and ends with STATUS.
fails ()
{
  wanted=$1 text=$2
  shift 2
  returns "$wanted" deny-calls $error $rings deny-calls $error statx "$@" \
    >out 2>err
  says err "$text"
}

for error in EPERM ENOSYS; do
  case $error in
    EPERM) why='Operation not permitted' ;;
    ENOSYS) why='Function not implemented' ;;
  esac
  fails 1 "$why" ucp -a src copy
  fails 1 "$why" ucp src/file copy
  lacks copy
  status=0
  deny-calls $error statx usync --mirror --delete src/ dst >out 2>err \
    || status=$?
  test $status != 0 || fail_ "usync --mirror took it for done"
  says err "$why"
  exists dst/old
  # These need not know.
  deny-calls $error $rings deny-calls $error statx \
    udd if=src/file of=written status=none 2>err && cmp src/file written \
    || says err "$why"
  deny-calls $error $rings deny-calls $error statx \
    ucat src/file >written 2>err && cmp src/file written || says err "$why"
done
