#!/bin/sh
# Files and directories that vanish during a copy: a message for each that was
# missed, exit 1, the rest copied.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/held.sh"

fill_src ()
{
  remove src
  mkdir src src/z
  for dir in src src/z; do
    (cd $dir && seq -f "%04g-$tail" 0 399 | xargs -n 50 touch)
    for i in 0 100 200 300 399; do
      echo "content $i" >"$dir/$(printf %04d $i)-$tail"
    done
  done
}
once ()
{
  fill_src
  hold_up src "copy.$engine"
  # Take away half of what it has not made.
  (cd src && find . -type f -name '*[13579]-*') | sort >odd
  while read -r name; do
    test -e "copy.$engine/$name" || rm -f "src/$name"
  done <odd
  let_go
  # src was listed before, src/z perhaps after its files had gone.
  missed=0
  named=0
  while read -r name; do
    name=${name#./}
    test ! -e "copy.$engine/$name" || continue
    missed=$((missed + 1))
    if grep -F "'src/$name'" err | grep ': No such file or directory$' >/dev/null
    then
      named=$((named + 1))
    else
      test "${name#z/}" != "$name" || fail_ "no message names src/$name"
    fi
  done <odd
  test "$(wc -l <err)" = "$named" \
    || fail_ "other messages: $(cut -c1-300 err | head -n 5)"
  test "$returned" = "$((named > 0))" \
    || fail_ "status $returned with $named files missed"
  test "$missed" -gt 100 || note_ "only $missed files vanished in time"
  same_tree --no-times --extra-ok src "copy.$engine"
}
each_engine once
