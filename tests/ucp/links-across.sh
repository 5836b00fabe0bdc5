#!/bin/sh
# Hard links stay links across arguments and directories, and with links to what
# is there already.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p a/sub b dst old
  echo one >a/one
  ln a/one b/two
  ln a/one a/sub/three
  ln a/one four
  echo pair >a/pair
  ln a/pair b/pair
  ln -s one a/soft
  ln a/soft b/soft
  mkfifo a/fifo
  ln a/fifo b/fifo
  echo old >old/four
  mkdir old/b
  echo old >old/b/two
}
for options in -a -d -r '-r --preserve=links' -dr '-rp' '-rL' '-aL' \
  '-r --no-preserve=links' '-a --no-preserve=links'; do
  # shellcheck disable=SC2086
  {
    same_as_cp_unordered setup $options a b four dst
    same_as_cp_unordered setup $options four b a old
    same_as_cp_unordered setup $options a/one b/two four dst
  }
done
