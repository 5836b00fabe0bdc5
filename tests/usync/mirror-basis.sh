#!/bin/sh
# --link-dest, --copy-dest, --compare-dest and --reflink-dest: what is found in
# earlier mirrors, as rsync does it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/mirror-common.sh"
ORDER=sort TIMES=no

setup ()
{
  mkdir -p src/d/e src/f
  for name in same size time mode only d/same d/time d/e/same f/x; do
    echo "contents of $name" >src/$name
  done
  ln -s same src/link
  ln -s same src/link2
  mkfifo src/fifo
  touch -h -d '2011-01-01' src/* src/d/* src/d/e/* src/f/*
  touch -d '2011-01-01' src/d/e src/d src/f src
  cp -a src one
  rm one/only
  echo longer than it was >one/size
  touch -d '2011-01-02' one/time one/d/time
  chmod 600 one/mode
  ln -sfn other one/link2
  chmod 700 one/f
  cp -a src two
  rm two/same two/d/same
  touch -d '2011-01-03' two/time
  touch -d '2011-01-01' one two one/f
}
existing ()
{
  setup
  cp -a src dst
  echo changed >dst/same
  ln src/size dst/unrelated
  touch -d '2012-01-01' dst/d/time
  rm dst/d/e/same
  touch -d '2011-01-01' dst dst/d/e
}

# Snapshots share what stays, and with -H more.
once ()
{
  remove a "snap.$engine"
  mkdir -p a/d "snap.$engine"
  for n in 1 2 3 4 5; do
    head -c 70000 /dev/urandom >a/d/$n
  done
  echo small >a/small
  ln a/small a/d/again
  cd "snap.$engine"
  quietly usync --mirror -H ../a/ 1
  echo changed >>../a/d/3
  quietly usync --mirror -H --link-dest=../1 ../a/ 2
  same_tree --no-links ../a 2
  for name in d/1 d/2 d/4 d/5 small d/again; do
    test 1/$name -ef 2/$name || fail_ "$name is not shared"
  done
  test 1/d/3 -ef 2/d/3 && fail_ "d/3 is shared"
  # A second run leaves all as it is.
  find 2 -printf '%i %C@ %p\n' | sort >before
  quietly usync --mirror -H --link-dest=../1 ../a/ 2
  find 2 -printf '%i %C@ %p\n' | sort >after
  compare before after
  # Nor does one that finds other attributes or contents change the first.
  chmod 600 ../a/d/1
  ln -s target ../a/link
  quietly usync --mirror -H ../a/link 1/
  quietly usync --mirror -H --link-dest=../1 ../a/ 2
  find 1 -printf '%i %m %T@ %s %p\n' | sort >before
  chmod 640 ../a/d/2
  touch -h -d '2012-01-01' ../a/link
  echo changed >>../a/d/4
  echo changed >>../a/d/5
  quietly usync --mirror -H --link-dest=../1 --exclude=4 --exclude=5 ../a/ 2
  quietly usync --mirror -H --inplace --link-dest=../1 --exclude=5 ../a/ 2
  quietly usync --mirror -H --append --link-dest=../1 ../a/ 2
  same_tree --no-links ../a 2
  find 1 -printf '%i %m %T@ %s %p\n' | sort >after
  compare before after
  # Clones, or copies where there are none.
  quietly usync --mirror --reflink-dest=../1 ../a/ 3
  same_tree --no-links ../a 3
  test 1/d/1 -ef 3/d/1 && fail_ "d/1 is linked"
  cd ..
}
each_engine once

require_rsync_
for kind in link copy compare; do
  same_as_rsync setup -ai --$kind-dest=../one src/ dst
  same_as_rsync setup -aii --$kind-dest=../one src/ dst
  same_as_rsync setup -ai --$kind-dest=../one --$kind-dest=../two src/ dst
  same_as_rsync setup -ai --$kind-dest=../two --$kind-dest=../one src/ dst
  same_as_rsync setup -ain --$kind-dest="$PWD/rsync.dir/one" src/ dst
  same_as_rsync setup -rlti --$kind-dest=../one src/ dst
  same_as_rsync setup -aci --$kind-dest=../one src/ dst
  same_as_rsync existing -ai --$kind-dest=../one src/ dst
  same_as_rsync setup -ai --$kind-dest=../nowhere src/ dst
done
