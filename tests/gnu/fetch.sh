#!/bin/sh
# Get GNU coreutils' source, build it, and lay out what its tests need.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: tests/gnu/fetch.sh KIT VERSION
#
# makes the directory KIT, with the tests, the programs they call and config.h.
# The source is the distribution's package, asked for with lists of packages of
# our own so that the system's stay as they are; or, where COREUTILS_SOURCE is
# set, that tarball or directory.  Exit status 77 and the reason on the standard
# output if it cannot be had.

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

# ---- building ---------------------------------------------------------------

# Programs only: no manual, no translations, no library that our tests do not
# ask for.  A header that is still missing would stop a parallel make.
build ()
{
  # shellcheck disable=SC2016  # make's variables
  printf '%s\n' 'uu-headers: $(BUILT_SOURCES)' 'uu-programs: $(PROGRAMS)' \
    >"$work/targets.mk"
  (
    cd "$tree"
    unset MAKEFLAGS MFLAGS MAKELEVEL CFLAGS CPPFLAGS LDFLAGS LIBS
    FORCE_UNSAFE_CONFIGURE=1 ./configure --quiet --disable-nls \
      --disable-dependency-tracking --disable-libcap --without-libgmp \
      --without-selinux --without-openssl CFLAGS='-O1 -w' || exit 1
    for target in uu-headers uu-programs; do
      make -s -j"$(nproc)" -f Makefile -f "$work/targets.mk" $target || exit 1
    done
  ) >"$log" 2>&1
}

# Where the tests run, other users must be able to look, and other file systems
# be the place: they get a copy of this, and so it is no more than they need.
collect ()
{
  rm -rf "$kit.new"
  mkdir "$kit.new" "$kit.new/src"
  cp -R "$tree/tests" "$tree/init.cfg" "$kit.new/"
  for program in "$tree"/src/*; do
    case ${program##*/} in *.*) continue ;; esac
    test ! -f "$program" || test ! -x "$program" \
      || cp "$program" "$kit.new/src/"
  done
  # So that cp's test of capabilities runs; only ls needs the library for it.
  { cat "$tree/lib/config.h"; echo '#define HAVE_CAP 1'; } >"$kit.new/config.h"
  sed -n 's/^\(host_os\|host_triplet\|PACKAGE_VERSION\) = /\1=/p' \
    "$tree/Makefile" >"$kit.new/variables"
  rm -rf "$kit"
  mv "$kit.new" "$kit"
}

test ! -x "$kit/src/getlimits" || exit 0

tree=$work/coreutils
rm -rf "$tree"
if test -n "${COREUTILS_SOURCE-}"; then
  given_source "$COREUTILS_SOURCE" "$tree"
else
  package_source coreutils "$tree"
fi
got=$(cat "$tree/.tarball-version" 2>/dev/null) || got=none
test "$got" = "$version" \
  || skip "this is coreutils $got, and what is expected is known of $version"
build || broken "coreutils does not build"
collect
rm -rf "$work"
