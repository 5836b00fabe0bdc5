#!/bin/sh
# What a slash at the end of a source means, and --strip-trailing-slashes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src dir
  echo file >src/file
  ln -s src link
}
for options in -R -RP -Rd -RL -RH; do
  for strip in --no-target-directory --strip-trailing-slashes -v; do
    same_as_cp setup $options $strip link/ new
    same_as_cp setup $options $strip link/ dir
    same_as_cp setup $options $strip src/ dir
    same_as_cp setup $options $strip src// new
  done
done
same_as_cp setup --strip-trailing-slashes src/file/ dir
same_as_cp setup src/file/ dir
same_as_cp setup --strip-trailing-slashes src/file/ new
same_as_cp setup -R --strip-trailing-slashes link/// src/file// -t dir
