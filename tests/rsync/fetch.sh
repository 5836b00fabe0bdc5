#!/bin/sh
# Get rsync's source, and build it and what its tests need.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/rsync/fetch.sh KIT VERSION
#
# makes the directory KIT: rsync's source, built.  It is the distribution's
# package or, where RSYNC_SOURCE is set, that tarball or directory.  Exit status
# 77 and the reason on the standard output if it cannot be had.

set -eu

kit=$1 version=$2
work=$kit.work
mkdir -p "$work"
work=$(cd "$work" && pwd)
log=$work/log

skip ()
{
  echo "$*"
  exit 77
}

# The end of the log, then: not a reason to skip, as the source was there.
broken ()
{
  tail -n 20 "$log" >&2
  echo "$*; all of it is in $log" >&2
  exit 1
}

. "$(dirname "$0")/../package.sh"

# No more libraries than tests ask for: those of ACLs and attributes.
build ()
{
  (
    cd "$tree"
    unset MAKEFLAGS MFLAGS MAKELEVEL CFLAGS CPPFLAGS LDFLAGS LIBS
    ./configure --quiet --disable-md2man --disable-openssl --disable-xxhash \
      --disable-zstd --disable-lz4 --with-included-popt --with-included-zlib \
      CFLAGS='-O1 -w' || exit 1
    make -s -j"$(nproc)" rsync tls getgroups getfsdev testrun trimslash \
      t_unsafe wildtest || exit 1
    for pair in chown-fake:chown devices-fake:devices xattrs-hlink:xattrs; do
      ln -sf "${pair#*:}.test" "testsuite/${pair%:*}.test" || exit 1
    done
    rm -f ./*.o lib/*.o zlib/*.o popt/*.o
  ) >"$log" 2>&1
}

# One test ends with what is about a daemon; another Debian leaves out for the
# sake of other kernels.  In one, lines come from several of rsync's processes, and
# their order says nothing.  And what fakeroot pretends is seen through the C
# library alone.
adapt ()
{
  sed -i '/^build_rsyncd_conf/,$d' "$tree/testsuite/chmod-option.test"
  sed -i '/^test_skipped "Patched by Debian/d' "$tree/testsuite/devices.test"
  sed -i '/^\. .*rsync.fns"$/a diff () { sort "$2" >"$2.s"; sort "$3" >"$3.s"; command diff "$1" "$2.s" "$3.s"; }' \
    "$tree/testsuite/itemize.test"
  sed -i '/^FAKEROOT_PATH=/d' "$tree/shconfig.in"
}

test ! -x "$kit/tls" || exit 0

tree=$work/rsync
rm -rf "$tree"
if test -n "${RSYNC_SOURCE-}"; then
  given_source "$RSYNC_SOURCE" "$tree"
else
  package_source rsync "$tree" "$version"
fi
got=$(sed -n 's/^#define RSYNC_VERSION "\(.*\)"/\1/p' "$tree/version.h" \
        2>/dev/null) || got=none
test "$got" = "$version" \
  || skip "this is rsync $got, and what is expected is known of $version"
adapt
build || broken "rsync does not build"
rm -rf "$kit"
mv "$tree" "$kit"
rm -rf "$work"
