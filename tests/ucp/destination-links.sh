#!/bin/sh
# Where there are links in the destination they are followed as by cp, and one
# planted in a tree leads nowhere.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dst outside real
  echo new >src/sub/file
  echo new >src/file
  echo old >outside/file
  ln -s ../outside dst/sub
  ln -s ../outside/file dst/file
  ln -s real link
  ln -s nowhere dst/dangling
  echo new >src/dangling
}
same_as_cp_unordered setup -rT src dst
same_as_cp_unordered setup -aT src dst
same_as_cp_unordered setup -rT src link
same_as_cp setup src/file link
same_as_cp setup src/file dst
same_as_cp setup -a src/file dst
same_as_cp setup src/dangling dst
same_as_cp setup -f src/dangling dst
same_as_cp_unordered setup -r src link
POSIXLY_CORRECT=1
export POSIXLY_CORRECT
same_as_cp setup src/dangling dst
