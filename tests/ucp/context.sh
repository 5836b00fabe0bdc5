#!/bin/sh
# -Z and --context where the kernel has no SELinux: silence, and a warning.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

test ! -e /sys/fs/selinux/enforce || skip_ "this kernel has SELinux"
setup ()
{
  mkdir src
  echo file >src/file
}
same_as_cp setup -Z src/file copy
same_as_cp setup --context src/file copy
same_as_cp setup --context=user:role:type src/file copy
same_as_cp setup -RZ --context= src copy
same_as_cp setup -a --context=x --context=y src copy
same_as_cp setup -Z --preserve=context src/file copy
same_as_cp setup -Z --preserve=all src/file copy
same_as_cp setup --context=x --no-such-option src/file copy
same_as_cp setup -Zx src/file copy
