#!/bin/sh
# With --atomic there is no moment at which what is replaced has gone and what
# replaces it is not there yet, nor one at which the old file has no name that
# is to be put aside.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From the Nth call on, all calls fail: what then stands there is what stood
# there at that moment.
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
here=$(pwd)

# fresh KIND: a source, and what it is to replace.
fresh ()
{
  remove src dst
  mkdir src dst
  case $1 in
    file) echo new >src/name ;;
    large) head -c 100000 /dev/zero | tr '\0' n >src/name ;;
    link) ln -s new src/name ;;
    fifo) mkfifo src/name ;;
  esac
  echo old >dst/name
  echo older >dst/name~
}

# what NAME: what it is.
what ()
{
  if test -h "$1"; then
    echo "link to $(readlink "$1")"
  elif test -f "$1"; then
    echo "$(head -c 5 "$1") of $(stat -c %s "$1")"
  else
    stat -c %F "$1" 2>/dev/null || echo nothing
  fi
}

# moments KIND OPTION...: look at all of them.
moments ()
{
  kind=$1
  shift
  n=0
  status=1
  while test $status != 0; do
    n=$((n + 1))
    test $n -lt 300 || fail_ "'$*', $kind, does not come to an end"
    fresh "$kind"
    status=0
    URINGUTILS_FAULT=fail=$n:EIO:forever ucp-fault --atomic -j1 --engine=sync \
      "$@" "$here/src/name" dst >out 2>err || status=$?
    case $status in
      0 | 1) ;;
      *) fail_ "'$*' gave status $status: $(cat err)" ;;
    esac
    case "$*" in
      *-s*) new="link to $here/src/name" ;;
      *) new=$(what src/name) ;;
    esac
    now=$(what dst/name)
    test "$now" = "$new" || test "$now" = 'old of 4' \
      || fail_ "'$*', $kind, call $n: dst/name is $now"
    case "$*" in
      *-b*)
        test "$now" = 'old of 4' || test "$(what dst/name~)" = 'old of 4' \
          || fail_ "'$*', $kind, call $n: the old file has gone" ;;
    esac
    # The next run removes what this one could not.
    ucp --atomic /dev/null dst/next
    left=$(find dst -name '.ucp-*')
    test -z "$left" || fail_ "'$*', $kind, call $n: left behind: $left"
  done
  test $n -gt 3 || fail_ "'$*' did nothing"
}
for kind in file large link fifo; do
  for how in -d -l -s; do
    case $kind$how in
      fifo-d) how=-dR ;;
      link-l) how=-lP ;;
      link-s) how=-sP ;;
    esac
    moments $kind $how --remove-destination
    moments $kind $how -b
    moments $kind $how -f --backup=simple
  done
done
moments file -lf
moments file -sf
moments link -df
