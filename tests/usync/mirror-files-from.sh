#!/bin/sh
# --files-from mirrors the names that a file lists, as rsync.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir -p src/a/b/c src/d/e src/f
for name in top a/1 a/b/2 a/b/c/3 d/4 d/e/5 f/6 "#hash" "line
feed"; do
  echo "$name" >"src/$name"
done
echo outside >outside

# lists WANTED ARG...: what 'usync ARG... --files-from=list src dst' makes, which
# is what rsync makes.
lists ()
{
  wanted=$1
  shift
  rm -rf dst theirs
  quietly usync --mirror "$@" --files-from=list src dst
  (cd dst && find . -mindepth 1 -printf '%y %m %P\n' | sort) >got
  names=$(cd dst && find . ! -type d -printf '%P\n' | sort | tr '\n' ' ')
  test "${names% }" = "$wanted" || fail_ "made '$names', not '$wanted'"
  command -v rsync >/dev/null || return 0
  rsync -a "$@" --files-from=list src theirs
  (cd theirs && find . -mindepth 1 -printf '%y %m %P\n' | sort) >wanted
  compare wanted got
}

once ()
{
  printf '%s\n' top a/b/2 '# comment' '; another' '' d/e >list
  lists 'a/b/2 top'
  lists 'a/b/2 d/e/5 top' -r
  printf '%s\r\n' /top ./a//b/2 ../../d/../f/6 >list
  lists 'a/b/2 f/6 top'
  printf '%s\n' d/ f >list
  lists 'd/4'
  printf '%s\n' a/./b/2 d/e/./5 >list
  lists '5 b/2'
  printf '%s\n' a/b/2 d/4 >list
  lists '2 4' --no-relative
  lists 'a/b/2 d/4' --no-implied-dirs
  printf 'line\nfeed\0top\0#hash\0' >list
  lists 'feed line top' --from0
  printf '%s\n' ./#hash >list
  lists '#hash'
  printf '%s\n' a/b top >list
  lists 'top' --exclude=/a
  # From standard input.
  rm -rf dst
  printf 'top\n' | quietly usync --mirror --files-from=- src dst
  exists dst/top
  lacks dst/a
}
each_engine once

# What is missing is said, and the rest is done.
rm -rf dst
printf '%s\n' top none ../outside >list
returns 23 usync --mirror --files-from=list src dst 2>err
says err "'src/none'"
exists dst/top
lacks dst/outside
rm -rf dst
returns 1 usync --mirror --files-from=missing src dst 2>err
says err "cannot open 'missing' for reading: No such file or directory"
lacks dst
