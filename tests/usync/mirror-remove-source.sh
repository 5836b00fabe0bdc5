#!/bin/sh
# --remove-source-files removes what is mirrored, and nothing else.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_
ORDER=sort TIMES=no

setup ()
{
  mkdir -p src/d dst/d
  echo same >src/same
  cp -p src/same dst/same
  echo new >src/new
  echo changed >src/d/changed
  echo older >dst/d/changed
  echo kept >src/d/kept.o
  ln -s target src/link
  mkfifo src/d/fifo
  ln src/new src/d/linked
  find . -exec touch -h -d 2020-01-01 {} +
  touch -d 2019-01-01 dst/d/changed
}

# What is not mirrored stays, and so does its source.
failing ()
{
  setup
  mkdir -p dst/new/x
  returns 23 usync --mirror --remove-source-files "$@" src/ dst >out 2>err
  says err dst/new
  exists src/new dst/new/x
  lacks src/same src/d/changed src/link
  remove src dst
}
each_engine failing
each_engine failing --fsync

# A file that is its own copy stays.
onto_itself ()
{
  mkdir src
  echo a >src/a
  usync --mirror --remove-source-files src/ src >out 2>err || :
  exists src/a
  remove src
}
each_engine onto_itself

# Sources that meet, or that deletions are held against, do not go before all of
# that is done.
meeting ()
{
  setup
  mkdir -p other/d
  echo second >other/new
  echo third >other/d/more
  echo extra >dst/extra
}

# A dry run removes nothing.
dry ()
{
  setup
  quietly usync --mirror -n --remove-source-files src/ dst
  exists src/same src/new src/link src/d/changed
  lacks dst/new
  remove src dst
}
each_engine dry

require_prog_ rsync
same_as_rsync setup -rltpDi --remove-source-files src/ dst
same_as_rsync setup -rltpDH --remove-source-files src/ dst
same_as_rsync setup -rltpDi --remove-source-files '--exclude=*.o' src/ dst
same_as_rsync setup -rltpi --remove-source-files src/ dst
same_as_rsync setup -rtpi --remove-source-files src/ dst
same_as_rsync setup -rltpDi --remove-source-files --existing src/ dst
same_as_rsync setup -rltpDi --remove-source-files --ignore-existing src/ dst
same_as_rsync setup -rltpDi --remove-source-files --delete src/ dst
for when in delete-before delete-during delete-delay delete-after; do
  same_as_rsync setup -rltpDi --remove-source-files --$when src/ dst
  same_as_rsync meeting -rltpDi --remove-source-files --$when src/ other/ dst
done
same_as_rsync meeting -rltpDi --remove-source-files src/ other/ dst
same_as_rsync setup -rltpDi --remove-source-files --delay-updates src/ dst
same_as_rsync meeting -rltpD --remove-source-files --delay-updates --delete \
  src/ other/ dst
