#!/bin/sh
# A tree is mirrored with all that -a keeps; a second run changes nothing; what
# changes at the source changes at the mirror, and nothing else does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src
plain='--no-acl --no-xattr'

# inodes DIR: which files there are, as they would be if nothing was replaced.
inodes ()
{
  (cd "$1" && find . -printf '%i %C@ %p\n' | sort)
}

once ()
{
  quietly usync --mirror --modify-window=-1 -H src/ "copy.$engine"
  # shellcheck disable=SC2086
  same_tree $plain src "copy.$engine"
  inodes "copy.$engine" >first
  quietly usync --mirror --modify-window=-1 -H src/ "copy.$engine"
  inodes "copy.$engine" >second
  compare first second
}
each_engine once

# With the directory's own name, into one that is there.
mkdir into
quietly usync --mirror --modify-window=-1 -H src into
# shellcheck disable=SC2086
same_tree $plain src into/src
test "$(ls into)" = src || fail_ "into has $(ls into)"

# What changes.
mkdir a a/d a/gone
for name in same size time mode d/deep; do
  echo "$name" >a/$name
done
ln -s one a/link
mkfifo a/fifo
touch -d '2011-01-01' a/* a/d/*
hour=0
changes ()
{
  remove b
  quietly usync --mirror --modify-window=-1 a/ b
  inodes b >before
  echo longer than it was >a/size
  echo "$engine" >a/time
  hour=$((hour + 1))
  touch -d "2012-01-01 $hour:00" a/time
  chmod 640 a/mode
  ln -sfn two a/link
  mkdir a/d/new
  echo new >a/d/new/file
  quietly usync --mirror --modify-window=-1 a/ b
  # shellcheck disable=SC2086
  same_tree $plain a b
  inodes b >after
  for name in same d/deep fifo mode; do
    test "$(sed -n "s|\([0-9]*\) .* \./$name\$|\1|p" before)" \
      = "$(sed -n "s|\([0-9]*\) .* \./$name\$|\1|p" after)" \
      || fail_ "$name was made anew"
  done
  remove a/d/new
  echo size >a/size
  touch -d '2011-01-01' a/size
}
each_engine changes

# More than one buffer of names, and a file of each size that takes another way.
mkdir many
(cd many && seq -f 'a-name-that-takes-some-room-%06g' 4000 | xargs touch)
for size in 0 1 65535 65536 65537 1572864; do
  head -c $size /dev/urandom >many/size.$size
done
big ()
{
  quietly usync --mirror --modify-window=-1 many "big.$engine"
  same_tree many "big.$engine/many"
  quietly usync --mirror --modify-window=-1 --workers=1 many "big.$engine"
}
each_engine big
