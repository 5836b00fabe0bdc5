#!/bin/sh
# Extended attributes: with -a what cannot be set is passed over in silence,
# with --preserve=xattr it is an error.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

lacks_feature USE_XATTR && skip_ "built without extended attributes"
require_prog_ setfattr getfattr
setup ()
{
  mkdir src
  echo file >src/file
  setfattr -n user.one -v 1 src/file
  setfattr -n user.two -v 2 src
  chmod 444 src/file
  mkdir dst
}
mkdir probe
setfattr -n user.a -v 1 probe 2>/dev/null || skip_ "no user attributes here"
for options in -a -r -rp '-r --preserve=xattr' '-a --no-preserve=xattr' \
  '-r --preserve=all'; do
  # shellcheck disable=SC2086
  same_as_cp_unordered setup $options src copy
done
if try_fs exfat 64M || try_fs vfat 64M; then
  (setup)
  for options in -a '-r --preserve=xattr' '-r --preserve=all'; do
    copies_like_cp "$options" "$(pwd)/src" --no-times --no-alloc --holes=off
  done
fi
