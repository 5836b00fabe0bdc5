#!/bin/sh
# Set-user-ID, set-group-ID and sticky bits go where the owner goes, and are
# dropped where he cannot.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
setup ()
{
  mkdir src src/dir dst
  for mode in 4755 2755 6755 1755 7777 4600; do
    echo $mode >src/$mode
    chown 5:6 src/$mode
    chmod $mode src/$mode
    echo $mode >dst/$mode
  done
  chown 5:6 src/dir
  chmod 7751 src/dir
  chmod 4711 dst/1755
}
for options in -r -a -rp '-r --preserve=mode' '-r --preserve=ownership' \
  '-a --no-preserve=ownership' '-r --preserve=timestamps'; do
  # shellcheck disable=SC2086
  {
    same_as_cp_unordered setup $options src copy
    same_as_cp_unordered setup $options -T src dst
  }
done
