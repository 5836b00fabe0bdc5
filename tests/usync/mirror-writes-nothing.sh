#!/bin/sh
# --dry-run writes nothing at all.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=files,links,names
make_tree dst --only=files
echo more >>dst/more
mkdir dst/only-here
touch -d '2001-02-03 04:05:06' dst/only-here dst
chmod 700 dst

# state: everything about dst, times of change and what is below . included.
state ()
{
  ls -A
  find dst -printf '%p %y %m %U %G %s %T@ %C@ %l\n' | sort
}

once ()
{
  state >before
  for options in '' -H -HAX -R '-u -v' '-i --inplace' -x; do
    case $options in
      *AX*)
        if lacks_feature USE_ACL || lacks_feature USE_XATTR; then continue; fi ;;
      *inplace*)
        usync --mirror --help | grep -e --inplace >/dev/null || continue ;;
    esac
    # shellcheck disable=SC2086
    returns 0 usync --mirror -n $options src/ dst >out 2>err
    silent err
    # shellcheck disable=SC2086
    returns 0 usync --mirror --dry-run $options src missing-dest >out 2>err
    silent err
    lacks missing-dest
  done
  : >out
  : >err
  state >after
  compare before after
}
touch before after out err
each_engine once
