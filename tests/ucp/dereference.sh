#!/bin/sh
# -P, -L, -H and -d: which links are followed, on the command line and within.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/dir other dst
  echo file >src/file
  echo deep >src/dir/deep
  echo other >other/file
  ln -s file src/to-file
  ln -s dir src/to-dir
  ln -s ../other src/to-other
  ln -s nowhere src/dangling
  ln -s src link
  ln -s src/file file-link
  ln src/file src/hard
  chmod 640 src/file
}
for option in -P -L -H -d --no-dereference --dereference; do
  same_as_cp_unordered setup $option file-link copy
  same_as_cp_unordered setup $option -r link copy
  same_as_cp_unordered setup $option -r src copy
  same_as_cp_unordered setup $option -r src link dst
done
same_as_cp_unordered setup -r src copy
same_as_cp_unordered setup -r link copy
same_as_cp_unordered setup -rPL src copy
same_as_cp_unordered setup -rLP src copy
same_as_cp_unordered setup -rHP link copy
same_as_cp_unordered setup -aL src copy
same_as_cp_unordered setup -aH link copy
same_as_cp_unordered setup -La src copy
same_as_cp_unordered setup -r link/ copy
same_as_cp_unordered setup -rP link/. copy
same_as_cp setup -r src/dangling copy
same_as_cp setup src/dangling copy
same_as_cp setup -rL src/dangling copy

# Below an operand -H is -P: what is no regular file takes another's place.
standing ()
{
  mkdir src dst
  ln -s new src/link
  ln -s old dst/link
  ln -s new src/over
  echo file >dst/over
}
for option in -RH -aH -dRH -RP; do
  same_as_cp_unordered standing $option src/. dst
done

# A loop of links is an error where it is followed.
loops ()
{
  mkdir src
  ln -s .. src/up
  ln -s loop src/loop
  echo file >src/file
}
same_as_cp_unordered loops -r src copy
same_as_cp loops -L src/loop copy
