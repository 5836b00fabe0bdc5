#!/bin/sh
# Put a module into the guest's kernel, after all that it needs.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: /run/vm/load MODULE [PARAMETER=VALUE]...
#
# Status 1: this kernel has no such module, or it does not want to.

module=$1
shift
cd /run/vm/modules || exit
test -f "$module.list" || exit 1
status=0
while read -r name; do
  test ! -d "/sys/module/$name" || continue
  status=0
  if test "$name" = "$module"; then
    /run/vm/busybox insmod "$name.ko" "$@" || status=1
  else
    /run/vm/busybox insmod "$name.ko" || status=1
  fi
done <"$module.list"
exit $status
