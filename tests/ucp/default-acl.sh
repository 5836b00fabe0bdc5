#!/bin/sh
# A default ACL of the destination directory decides instead of the umask.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

lacks_feature USE_ACL && skip_ "built without ACLs"
lacks_feature USE_XATTR && skip_ "built without extended attributes"
require_prog_ setfacl
setup ()
{
  mkdir src src/sub dst plain
  echo file >src/file
  chmod 640 src/file
  echo file >src/sub/file
  chmod 755 src/sub/file
  echo file >src/with-acl
  setfacl -m u:7:rw,g:8:r src/with-acl
  chmod 700 src/sub
  setfacl -d -m u::rwx,u:5:rwx,g::r,g:6:rwx,m::rwx,o::r dst
}
mkdir probe
setfacl -d -m u:5:rwx probe 2>/dev/null || skip_ "no ACLs here"
for args in '-r' '-a' '-rp' '-r --preserve=mode' '-r --no-preserve=mode' \
  '-a --no-preserve=mode' '-r --preserve=xattr'; do
  # shellcheck disable=SC2086
  {
    same_as_cp_unordered setup $args src dst
    same_as_cp_unordered setup $args src plain
    same_as_cp setup $args src/file dst
    same_as_cp setup $args src/with-acl dst
    same_as_cp setup $args src/with-acl plain
  }
done
run_umask_=077
same_as_cp_unordered setup -r src dst
