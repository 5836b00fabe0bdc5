#!/bin/sh
# -H: names of one file are names of one file at the mirror, new and old; without
# it they are files of their own.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir -p src/a src/b
echo one >src/a/1
ln src/a/1 src/b/1
ln src/a/1 src/c
head -c 100000 /dev/urandom >src/large
ln src/large src/b/large
mkfifo src/fifo
ln src/fifo src/b/fifo

once ()
{
  remove copy
  quietly usync --mirror --modify-window=-1 -H src/ copy
  same_tree src copy
  quietly usync --mirror --modify-window=-1 -H src/ copy
  same_tree src copy

  # Names that are files of their own become one again.
  for name in b/1 c b/large; do
    cp -p copy/$name other
    mv -f other copy/$name
  done
  quietly usync --mirror --modify-window=-1 -H src/ copy
  same_tree src copy

  # What stands there is no regular file.
  rm copy/c copy/b/large
  ln -s /nowhere copy/c
  mkdir copy/b/large
  quietly usync --mirror --modify-window=-1 -H src/ copy
  same_tree src copy

  # A name is linked to something else at the mirror.
  echo more >copy/strange
  ln -f copy/strange copy/b/1
  quietly usync --mirror --modify-window=-1 -H src/ copy
  test "$(cat copy/strange)" = more || fail_ "written through a link"
  rm copy/strange
  quietly usync --mirror --modify-window=-1 -H src/ copy
  same_tree src copy

  remove copy
  quietly usync --mirror --modify-window=-1 src/ copy
  test "$(stat -c %h copy/c copy/large | sort -u)" = 1 || fail_ "linked"
  same_tree --no-links src copy
}
each_engine once
