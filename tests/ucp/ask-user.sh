#!/bin/sh
# -i says which files a user cannot write.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
setup ()
{
  echo new >new
  echo old >old
  echo old >closed
  chmod 4541 closed
  echo old >sticky
  chmod 1442 sticky
  ln -s closed link
}
printf 'y\n' >"$test_dir_/yes"
run_input_=$test_dir_/yes
same_as_cp setup -i new old
same_as_cp setup -i new closed
same_as_cp setup -i new link
same_as_cp setup -if new closed
same_as_cp setup -if new sticky
same_as_cp setup -i --remove-destination new sticky
same_as_cp setup -bi new closed
