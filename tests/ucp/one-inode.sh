#!/bin/sh
# Two names of one file at the destination: it is one of the sources in the
# end, never a mixture.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# A directory each, as different workers take directories.
for letter in a b c d e f g h; do
  mkdir -p src/$letter
  head -c 6000000 /dev/zero | tr '\0' $letter >src/$letter/file
done

# prepare COMMAND...: make the other names by it.
prepare ()
{
  remove dst
  for letter in a b c d e f g h; do
    mkdir -p dst/$letter
    test $letter = a || "$@" "$PWD/dst/a/file" dst/$letter/file
    test $letter != a || : >dst/a/file
  done
}

once ()
{
  for round in 1 2 3 4; do
    prepare ln
    quietly ucp -j 8 -rT src dst
    test "$(stat -c %h dst/a/file)" = 8 || fail_ "names of one file are apart"
    cmp -s dst/a/file "src/$(head -c 1 dst/a/file)/file" \
      || fail_ "a mixture in round $round"
    prepare ln -s
    quietly ucp -j 8 -rT src dst
    test -h dst/b/file || fail_ "a link is gone"
    cmp -s dst/a/file "src/$(head -c 1 dst/a/file)/file" \
      || fail_ "a mixture in round $round, by symbolic links"
  done
}
each_engine once
