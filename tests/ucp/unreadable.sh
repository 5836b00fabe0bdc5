#!/bin/sh
# What may not be read: a message for each, the rest copied, exit 1.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
setup ()
{
  mkdir -p src/closed src/no-search src/no-list/inside src/open dst/closed
  echo one >src/one
  echo no >src/no
  echo x >src/closed/x
  echo x >src/no-search/x
  echo x >src/no-list/inside/x
  echo x >src/open/x
  echo old >dst/old
  chmod 0 src/no src/closed
  chmod 600 src/no-search
  chmod 300 src/no-list
  chmod 500 dst/closed
  chmod 444 dst/old
}
# treecmp cannot look into what is closed, either: note the modes, then open.
run ()
{
  tool=$1
  shift
  order_=sort
  run_tool_ "$tool" setup "$@"
  find "$tool.dir" -printf '%P %y %m\n' 2>/dev/null | sort >"$tool.found"
  chmod -R u+rwx "$tool.dir"
}
once ()
{
  run ucp "$@"
  compare cp.status ucp.status
  compare cp.err ucp.err
  compare cp.found ucp.found
  same_tree --no-times --no-mode cp.dir ucp.dir
}
same ()
{
  run cp "$@"
  each_engine once "$@"
}
same -r src copy
same -a src copy
same -rp src copy
same -r src dst
same src/no src/one dst
same src/no copy
same src/one dst/closed
same src/one dst/old
same -r src/open src/closed src/one dst
same src/closed/x copy
same src/no-list/inside/x copy
same -r src dst/closed
