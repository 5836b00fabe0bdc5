#!/bin/sh
# A directory that vanishes, or becomes a link or a file, while its tree is
# copied leads nowhere else.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/held.sh"

mkdir outside
echo secret >outside/secret
once ()
{
  remove src
  mkdir src
  for dir in 1 2 3 4 5 6 7 8; do
    mkdir src/$dir
    (cd src/$dir && seq -f "%03g-$tail" 0 99 | xargs touch)
  done
  hold_up src "copy.$engine"
  # What is not begun yet: one directory vanishes, one becomes a link, one a
  # file.
  action=rm
  for dir in 1 2 3 4 5 6 7 8; do
    test ! -e "copy.$engine/$dir" || continue
    rm -rf "src/$dir"
    case $action in
      rm) action=link ;;
      link) ln -s ../outside "src/$dir"; action=file ;;
      file) echo file >"src/$dir"; action=none ;;
    esac
    test $action != none || break
  done
  let_go
  test $action != rm || note_ "all directories were begun"
  test -z "$(find "copy.$engine" -name secret)" || fail_ "a link was followed"
  test ! -s err || test $returned = 1 || fail_ "messages, but status $returned"
  test -s err || test $returned = 0 || fail_ "status $returned, no message"
  # What did not change is there.
  for dir in src/*; do
    test -d "$dir" && test ! -L "$dir" || continue
    same_tree --no-times "$dir" "copy.$engine/${dir#src/}"
  done
}
each_engine once
