#!/bin/sh
# Names that are not UTF-8, or not printable, are copied as they are, and
# messages quote them as cp's do, whatever the locale.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

latin=$(printf 'caf\351')
newline=$(printf 'two\nlines')
escape=$(printf 'red\033[31m')

setup ()
{
  for name in "$latin" "$newline" "$escape" "it's" 'back\slash' ' blank '; do
    mkdir -p "tree/$name"
    echo "$name" >"tree/$name/$name"
  done
  echo plain >"$latin"
  mkdir dir
}

for LC_ALL in C C.UTF-8; do
  export LC_ALL
  same_as_cp setup -v "$latin" dir
  same_as_cp setup -v "$latin" dir/
  same_as_cp setup "$latin" no-such-directory/
  same_as_cp setup -r "tree/$newline" "$latin"
  same_as_cp setup -- "$latin.missing" "$newline.missing" "$escape.missing" dir
  same_as_cp_unordered setup -av tree dir
done
