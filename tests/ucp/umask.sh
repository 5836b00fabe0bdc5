#!/bin/sh
# Without -p new files and directories get the source's mode less the umask.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src src/dir src/closed dst
  for mode in 0400 0644 0666 0755 0777 4755 2755 6777 1777 0000; do
    echo $mode >src/file-$mode
    chmod $mode src/file-$mode
    mkdir src/dir-$mode
    chmod $mode src/dir-$mode
  done
  chmod 500 src/closed
  test "$(id -u)" = 0 || rm -rf src/file-0000 src/dir-0000
}
masks='000 002 027 077'
# Only root can look into what an umask of 777 makes.
test "$(id -u)" != 0 || masks="$masks 777"
for mask in $masks; do
  run_umask_=$mask
  same_as_cp_unordered setup -r src copy
  same_as_cp setup src/file-0644 src/file-6777 src/file-1777 dst
  same_as_cp_unordered setup -rp src copy
  same_as_cp_unordered setup -r --no-preserve=mode src copy
done
