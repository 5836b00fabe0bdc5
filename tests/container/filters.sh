#!/bin/sh
# Under a container's filter of system calls, or on a kernel that lacks them, all
# tools do what they are to do: what is refused is done without, in silence.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

deny-calls EPERM unshare true 2>err || skip_ "no seccomp: $(cat err)"

make_tree src --only=links,symlinks,times
mkdir src/holes
truncate -s 5M src/holes/sparse
head -c 3000000 /dev/urandom >large
head -c 100000 large | dd of=src/holes/sparse bs=64k seek=20 conv=notrunc \
  status=none

# under COMMAND: each tool, run by it.
under ()
{
  running_="under '$*'"
  quietly "$@" ucp -a src copied
  same_tree src copied
  quietly "$@" ucp --atomic --fsync large copied.large
  cmp large copied.large || fail_ "ucp made another file $running_"
  quietly "$@" ucp --reflink=auto --sparse=always large copied.large

  quietly "$@" udd if=large of=written bs=64k status=none
  cmp large written || fail_ "udd made another file $running_"
  quietly "$@" udd if=large of=written conv=fsync,notrunc,sparse skip=3 seek=3 \
    status=none
  cmp large written || fail_ "udd changed the file $running_"

  "$@" ucat large src/holes/sparse large >joined 2>err || fail_ "ucat $running_"
  silent err
  "$@" ucat large src/holes/sparse large 2>err | cmp - joined \
    || fail_ "ucat wrote something else to a pipe $running_"
  silent err
  cat large src/holes/sparse large | cmp - joined \
    || fail_ "ucat made another file $running_"

  quietly "$@" usync -r copied large
  quietly "$@" usync -d large

  mkdir mirrored
  echo old >mirrored/old
  quietly "$@" usync --mirror -H --delete --fsync src/ mirrored
  same_tree src mirrored
  quietly "$@" usync --mirror -H --delete -c src/ mirrored
  same_tree src mirrored
  remove copied copied.large written mirrored
  running_=
}

# What Docker's own profile says of io_uring, and a kernel without it.
rings=io_uring_setup,io_uring_enter,io_uring_register
under deny-calls EPERM $rings
under deny-calls ENOSYS $rings
# A ring can be had, and then not be used.
under deny-calls EPERM io_uring_register

# What came after a runtime's list of known calls, or after Linux 5.0.
under deny-calls EPERM 424+
under deny-calls ENOSYS 424+

# What the tools use and can do without: the ring is there.
calls=openat2,copy_file_range,fallocate,fadvise64,preadv2,pwritev2
calls=$calls,splice,sendfile,sync_file_range
if test -n "${CHECK_LONG-}"; then
  for call in $(echo $calls | tr , ' '); do
    under deny-calls EPERM "$call"
    under deny-calls ENOSYS "$call"
  done
fi
under deny-calls EPERM $calls
under deny-calls ENOSYS $calls deny-calls EPERM $rings

# A ring that was asked for and is refused is an error, and nothing is done.
refused ()
{
  for error in EPERM ENOSYS; do
    case $error in
      EPERM) why='Operation not permitted' ;;
      ENOSYS) why='Function not implemented' ;;
    esac
    status=0
    deny-calls $error $rings "$@" --engine=uring >out 2>err || status=$?
    test $status != 0 || fail_ "'$* --engine=uring' gave status 0"
    says err "$why"
    silent out
  done
}
if ! lacks_feature HAVE_LIBURING; then
  mkdir kept
  echo kept >kept/file
  refused ucp large copied
  refused udd if=large of=copied status=none
  refused ucat large
  refused usync large
  refused usync --mirror --delete src/ kept
  lacks copied
  exists kept/file
fi

# With an engine that was asked for, and can be had.
for engine in sync uring; do
  test $engine = sync || test -z "$(why_no_uring_)" || continue
  URINGUTILS_ENGINE=$engine
  export URINGUTILS_ENGINE
  under deny-calls EPERM openat2,copy_file_range
  under deny-calls ENOSYS openat2,copy_file_range,preadv2,pwritev2
done
engine=
