#!/bin/sh
# --parents by a user who may not write to the directories on the way, once they
# are as they are to be, nor to some that are there.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_user_
setup ()
{
  mkdir -p a/b/c dir there/a closed/a/b
  echo one >a/b/one
  echo two >a/b/two
  echo three >a/b/c/three
  touch -d 2001-02-03T04:05:06.789 a/b
  chmod 500 a/b/c
  chmod 555 a/b a there/a
  chmod 555 closed/a/b
}
for options in --parents '--parents -p' '--parents -a' '--parents -R' \
  '--parents --no-preserve=mode'; do
  # shellcheck disable=SC2086
  {
    same_as_cp setup $options a/b/one dir
    same_as_cp setup $options a/b/c/three dir
    same_as_cp setup $options a/b/one there
    same_as_cp setup $options a/b/c/three a/b/one there
    same_as_cp setup $options a/b/one closed
  }
done
same_as_cp setup --parents -R a/b dir
same_as_cp setup --parents -Rp a/b dir

# Directories are closed when the last operand that goes there is done; cp closes
# them after each, and cannot go on.
once ()
{
  setup
  returns 0 ucp --parents -p a/b/one a/b/c/three a/b/two dir
  exists dir/a/b/one dir/a/b/two dir/a/b/c/three
  for name in a a/b a/b/c; do
    test "$(stat -c '%a %Y' dir/$name)" = "$(stat -c '%a %Y' $name)" \
      || fail_ "dir/$name has $(stat -c '%a %Y' dir/$name)"
  done
  remove a dir there closed
}
each_engine once
