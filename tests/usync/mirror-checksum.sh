#!/bin/sh
# -c: contents decide, whatever size and time say.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/mirror-common.sh"
ORDER=sort TIMES=no

# Files of each size that is compared in another way; one byte of each in "dst"
# is another, at its beginning, in its middle or at its end, with size and time
# the same.
sizes='1 4095 32768 32769 65536 65537 100000 262144 262145 3000000'
setup ()
{
  mkdir src dst
  for size in $sizes; do
    head -c "$size" /dev/zero | tr '\0' x >src/same.$size
    for place in 0 $((size / 2)) $((size - 1)); do
      cp src/same.$size src/$size.$place
      cp src/same.$size dst/$size.$place
      printf y | dd of=dst/$size.$place bs=1 seek=$place conv=notrunc \
        2>/dev/null
    done
    cp src/same.$size dst/same.$size
  done
  : >src/empty
  : >dst/empty
  touch -d '2011-01-01' src/* dst/*
  touch -d '2012-01-01' dst/same.* dst/empty src dst
}

inodes ()
{
  ls -i dst | sort
}
once ()
{
  remove src dst
  setup
  inodes >before
  quietly usync --mirror --no-times src/ dst
  inodes >after
  grep same before >same.before
  grep same after >same.after
  remove src dst
  setup
  inodes >before
  quietly usync --mirror -c src/ dst
  same_tree src dst
  inodes >after
  grep -E 'same|empty' before >same.before
  grep -E 'same|empty' after >same.after
  compare same.before same.after
  inodes >before
  quietly usync --mirror -c --workers=1 src/ dst
  inodes >after
  compare before after
}
each_engine once

# Many, so that jobs wait for each other.
mkdir many
(cd many && seq 500 | xargs -I@ sh -c 'head -c $((@ * 211)) /dev/zero >@')
each ()
{
  quietly usync --mirror many "copy.$engine"
  quietly usync --mirror -c many "copy.$engine"
  for n in 7 300 500; do
    printf y | dd of="copy.$engine/many/$n" bs=1 seek=$n conv=notrunc \
      2>/dev/null
    touch -r many/$n "copy.$engine/many/$n"
  done
  quietly usync --mirror many "copy.$engine"
  cmp -s many/300 "copy.$engine/many/300" && fail_ "300 was copied without -c"
  quietly usync --mirror -c many "copy.$engine"
  same_tree many "copy.$engine/many"
}
each_engine each

require_rsync_
same_as_rsync setup -aci src/ dst
same_as_rsync setup -acin src/ dst
same_as_rsync setup -rci --size-only src/ dst
same_as_rsync setup -rcI src/ dst
