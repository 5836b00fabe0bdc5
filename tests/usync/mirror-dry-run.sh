#!/bin/sh
# --dry-run changes nothing at all, and tells what a run would do, which is what
# the run then tells.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src
quietly usync --mirror -H src/ before
echo more >>before/extra
find before -type f | sort | sed -n '2~3p' | while IFS= read -r name; do
  test -f "$name" || continue
  rm -f "$name"
done
chmod u+rwx before
mkdir before/replaced src/replaced-too
echo file >src/replaced
rmdir before/replaced
mkdir before/replaced
ln -s nowhere before/replaced-too

# all DIR: every name, with all that a change would change.
all ()
{
  (cd "$1" && find . -printf '%i %C@ %s %m %p\n' | sort)
}

once ()
{
  for what in copy nothing; do
    remove copy
    test $what = nothing || usync --mirror -H before/ copy
    test $what = nothing || all copy >first
    usync --mirror -n -i src/ copy >dry 2>err
    silent err
    if test $what = nothing; then
      lacks copy
    else
      all copy >second
      compare first second
    fi
    usync --mirror -i src/ copy >wet 2>err
    silent err
    compare dry wet
    test -s wet || fail_ "nothing was told"
    usync --mirror -n -i src/ copy >dry 2>err
    silent dry err
  done
}
each_engine once
