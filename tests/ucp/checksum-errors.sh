#!/bin/sh
# What goes wrong with sums is said, and makes the exit status 1.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src to
echo one >src/one
echo two >src/two

# fails REASON ARG...: ucp with ARG... fails, says REASON and copies nothing.
fails ()
{
  reason=$1
  shift
  returns 1 ucp "$@" src/one to/one 2>err
  says err "$reason"
  test ! -e to/one || fail_ "something was copied"
}
fails "invalid argument 'sha257' for '--checksum'" --checksum=sha257
fails "  - 'blake2b'" --checksum=sha257

# Libraries that are configured away, or not there.
: >libxxhash.so.0
ln -s libxxhash.so.0 libcrypto.so.3
ln -s libxxhash.so.0 libcrypto.so.1.1
LD_LIBRARY_PATH=$(pwd)
if lacks_feature HAVE_XXHASH; then
  fails '--checksum needs libxxhash, and this program was built without it' \
    --checksum=xxh128
  fails '--verify needs libxxhash, and this program was built' --verify
else
  export LD_LIBRARY_PATH
  fails '--checksum needs the library libxxhash, which cannot be loaded' \
    --checksum=xxh64
  fails '--verify needs the library libxxhash, which cannot be loaded; install it' --verify
fi
unset LD_LIBRARY_PATH
LD_LIBRARY_PATH=$(pwd)
if lacks_feature HAVE_LIBCRYPTO; then
  fails '--manifest needs libcrypto, and this program was built without' \
    --manifest=list
  exit 0
else
  export LD_LIBRARY_PATH
  fails '--manifest needs the library libcrypto, which cannot be loaded' \
    --manifest=list
fi
unset LD_LIBRARY_PATH

fails "cannot open manifest 'no/list': No such file" --manifest=no/list
fails "cannot open manifest 'to': Is a directory" --manifest=to

# Files that were not copied are not listed; the others are.
ln -s nowhere to/two
once ()
{
  returns 1 ucp --manifest=list src/one src/two src/three to 2>err
  says err 'not writing through dangling symlink'
  says err "cannot stat 'src/three'"
  test "$(wc -l <list)" = 1 || fail_ "listed: $(cat list)"
  sha256sum --quiet -c list || fail_ "the list: $(cat list)"

  returns 1 ucp --manifest=/dev/full src/one to 2>err
  says err "error writing manifest '/dev/full': No space left on device"
  cmp src/one to/one
  returns 1 ucp --checksum=sha256 src/one to >/dev/full 2>err
  test -s err || fail_ "standard output was full, and nothing said"
}
each_engine once

# What cannot be summed in the time that anybody has can be stopped.
if truncate -s 4T huge; then
  rm -f list
  timeout -s INT 2 ucp --manifest=list huge to 2>err && fail_ "4 TiB in 2 s"
  test ! -s list || fail_ "a file was listed that was not summed: $(cat list)"
fi
