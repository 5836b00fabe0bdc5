#!/bin/sh
# -f removes what cannot be opened for writing, and only that.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
setup ()
{
  echo new >new
  echo old >old
  ln old old-hard
  echo old >closed
  chmod 444 closed
  ln closed closed-hard
  mkdir closed-dir
  echo old >closed-dir/file
  chmod 444 closed-dir/file
  chmod 555 closed-dir
  mkdir src
  echo new >src/closed
  echo new >src/old
}
same_as_cp setup new closed
same_as_cp setup -f new closed
same_as_cp setup -f new old
same_as_cp setup -f new closed-dir/file
same_as_cp setup -f new closed-dir/new
same_as_cp setup --force --preserve=mode new closed
same_as_cp setup -rT src .
same_as_cp setup -rfT src .
same_as_cp setup -f old missing/file
