#!/bin/sh
# An ordinary user copies his own trees whole, and others' as far as he may.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
make_tree src
once ()
{
  quietly ucp -a src "copy.$engine"
  same_tree src "copy.$engine"
}
each_engine once
setup () { :; }
if test -r /etc/passwd; then
  same_as_cp setup -a /etc/passwd copy
  same_as_cp setup -p /etc/passwd copy
  same_as_cp setup -r --preserve=ownership /etc/passwd copy
fi
if test -r /dev/null; then
  same_as_cp setup -r /dev/null copy
  same_as_cp setup -a /dev/null copy
fi
