#!/bin/sh
# Long options may be shortened as long as they stay clear.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src
  echo file >src/file
}
same_as_cp setup --rec src copy
same_as_cp setup --arch src copy
same_as_cp setup --verb --recurs src copy
same_as_cp setup --no-targ src/file copy
same_as_cp setup --targ=src src/file
same_as_cp setup --one --rec src copy
