#!/bin/sh
# -x stays on the file system of the source; mount points become directories.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs tmpfs 4M
mount_point=$mnt
mkdir src src/sub src/sub/mount
echo outside >src/file
rmdir src/sub/mount
mv "$mount_point" src/sub/mount 2>/dev/null && fail_ "a mount point moved"
mkdir src/sub/mount
mount --bind "$mount_point" src/sub/mount
at_end "fs_unmount_ '$(pwd)/src/sub/mount'"
echo inside >src/sub/mount/file
chmod 751 src/sub/mount
for options in -rx -ax '-r --one-file-system' '-rx src/sub/mount'; do
  # shellcheck disable=SC2086
  cp $options src copy.cp 2>cp.err || :
  once ()
  {
    # shellcheck disable=SC2086
    ucp $options src copy.ucp 2>ucp.err || :
    if test -d copy.cp; then
      same_tree --no-times copy.cp copy.ucp
      remove copy.ucp
    fi
    sed 's/copy\.ucp/copy.cp/; s/^ucp:/cp:/' ucp.err >actual
    compare cp.err actual
  }
  each_engine once
  test ! -d copy.cp || remove copy.cp
done
once ()
{
  returns 0 ucp -ax src copy
  exists copy/file copy/sub/mount
  lacks copy/sub/mount/file
  remove copy
  returns 0 ucp -ax src/sub/mount copy
  exists copy/file
  remove copy
  returns 0 ucp -a src copy
  exists copy/sub/mount/file
  remove copy
}
each_engine once
