#!/bin/sh
# Output that cannot be written is an error, and the copy is made all the same.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

test -w /dev/full || skip_ "no /dev/full"
echo data >src
for args in '-v src copy' --help --version; do
  status=0
  # shellcheck disable=SC2086
  cp $args >/dev/full 2>cp.err || status=$?
  sed 's/^cp:/ucp:/' cp.err >expected
  rm -f copy
  once ()
  {
    # shellcheck disable=SC2086
    returns "$status" ucp $args >/dev/full 2>err
    compare expected err
    case $args in
      -v*) compare src copy ;;
    esac
    rm -f copy
  }
  each_engine once
done
