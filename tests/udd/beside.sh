#!/bin/sh
# What is written beside an image harms neither side, and says no more than is
# true.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
PATH=$abs_top_builddir/tests/fault:$PATH

head -c 3000000 /dev/urandom >in
cp in kept
head -c 3000000 /dev/urandom >old

# Neither the input nor the output takes lists or further copies.
taken ()
{
  returns 1 udd if=in of=out conv=notrunc status=none "$@" 2>err
  says err "is the input or the output, too"
  cmp in kept >&9 || fail_ "'$*' changed the input"
}

once ()
{
  for name in in out; do
    cp old out
    taken tee=$name
    taken conv=rescue,notrunc mapfile=$name
    if ! lacks_feature HAVE_LIBCRYPTO; then
      taken hash=sha256 hashlog=$name
      taken bmapout=$name
    fi
  done
  ln -s in link
  taken tee=link
  rm link

  # Places mean nothing where all is appended.
  cp old out
  returns 1 udd if=in conv=diff status=none 2>err >>out
  says err "it is open for appending"
  returns 1 udd if=in conv=rescue mapfile=map status=none 2>err >>out
  says err "it is open for appending"
  cmp old out >&9 || fail_ "something was appended"
  lacks map

  # A map of a copy that is gone.
  rm -f out
  returns 0 udd if=in of=out conv=rescue mapfile=map status=none
  rm out
  returns 1 udd if=in of=out conv=rescue mapfile=map status=none 2>err
  says err "calls done what 'out' has not"
  rm -f map out

  # A device is not replaced by a list.
  mkfifo fifo
  returns 1 udd if=in of=out conv=rescue mapfile=fifo status=none 2>err
  test -p fifo || fail_ "the fifo is gone"
  rm fifo

  # An error in the middle of a bad piece: what was read there, but not
  # written, is not called done.
  rm -f out map
  returns 1 env URINGUTILS_FAULT=bad=1900000-1900001,fail=4:ENOMEM:forever:read \
    udd-fault if=in of=out conv=rescue mapfile=map status=none 2>err
  returns 0 udd if=in of=out conv=rescue mapfile=map status=none
  cmp in out >&9 || fail_ "the map told of what was not written"
  rm -f out map

  # A flush that failed once: the data may be lost, so no map says otherwise.
  # (The first is that of the empty map.)
  returns 1 env URINGUTILS_FAULT=fail=2:EIO::fsync \
    udd-fault if=in of=out conv=rescue mapfile=map status=none 2>err
  says err "fdatasync failed for 'out'"
  ! grep '+$' map >&9 || fail_ "the map calls done what may be lost"
  rm -f out map

  # What comes before an error of reading is there.
  if ! lacks_feature HAVE_LIBCRYPTO; then
    returns 1 env URINGUTILS_FAULT=bad=2000000-2000001 \
      udd-fault if=in of=out hash=sha256 status=none 2>err
    says err "error reading 'in'"
    cmp -n "$(wc -c <out)" in out >&9 || fail_ "the beginning differs"
  fi

  # What has no size cannot be mapped.
  if test -r /proc/version; then
    returns 1 udd if=/proc/version of=out conv=rescue mapfile=map status=none \
      2>err
    says err "mapfile= has to know the size of '/proc/version'"
  fi
  rm -f out map
}
each_engine once
