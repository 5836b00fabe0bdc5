#!/bin/sh
# A source that is not there: a message that names it, the rest copied, exit 1.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  echo one >one
  echo two >two
  mkdir dir
}
same_as_cp setup missing copy
same_as_cp setup one missing two dir
same_as_cp setup missing one dir
same_as_cp setup -r missing dir
same_as_cp setup -a one 'odd
name' '' two dir
same_as_cp setup one/inside dir
same_as_cp setup one missing-dir/
same_as_cp setup one missing-dir/copy
same_as_cp setup one two missing-dir
