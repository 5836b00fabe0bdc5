#!/bin/sh
# An ordinary user cannot give files away: set-user-ID bits of others are lost,
# his own are kept, as with cp.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
setup ()
{
  mkdir src
  cp /bin/true src/own
  chmod 4755 src/own
  cp /bin/true src/group
  chmod 2755 src/group
  chmod 1777 src
}
same_as_cp_unordered setup -a src copy
same_as_cp_unordered setup -rp src copy
same_as_cp_unordered setup -r src copy
if test -u /usr/bin/passwd; then
  nothing () { :; }
  same_as_cp nothing -p /usr/bin/passwd copy
  same_as_cp nothing -a /usr/bin/passwd copy
  same_as_cp nothing /usr/bin/passwd copy
fi

# What is written over loses them; so does what --atomic puts in its place.
once ()
{
  for mode in 4755 2755; do
    echo old >old
    chmod $mode old
    returns 0 ucp "$@" /bin/true old
    test "$(stat -c %a old)" = 755 || fail_ "$mode became $(stat -c %a old)"
    compare /bin/true old
    rm -f old
  done
}
each_engine once
each_engine once --atomic
