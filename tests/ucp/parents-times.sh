#!/bin/sh
# Directories made by --parents -p end up like their sources, whatever is put
# into them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

once ()
{
  mkdir -p a/b/c dst
  i=0
  while test $i -lt 60; do
    echo $i >a/b/c/$i
    echo $i >a/b/$i
    i=$((i + 1))
  done
  chmod 555 a/b/c
  touch -d 2001-02-03T04:05:06.789 a/b/c
  touch -d 2002-02-03T04:05:06.789 a/b
  touch -d 2003-02-03T04:05:06.789 a
  find a -type f >names
  # shellcheck disable=SC2046
  returns 0 ucp -p --parents $(cat names) dst
  same_tree a dst/a
  remove dst
  mkdir dst
  sed 's|^|./|' names >dotted
  # shellcheck disable=SC2046
  returns 0 ucp -p --parents -j 4 $(cat dotted) dst
  same_tree a dst/a
  remove a dst
}
each_engine once

# A directory that is there keeps what it has, if all are there; else -p
# gives it what the source has, as in cp.
twice ()
{
  mkdir -p a/b dst/a/b
  echo one >a/b/one
  chmod 750 a a/b
  returns 0 ucp -p --parents a/b/one dst
  test "$(stat -c %a dst/a dst/a/b | tr '\n' ' ')" = '755 755 ' \
    || fail_ "modes changed"
  remove dst/a/b
  returns 0 ucp -p --parents a/b/one dst
  test "$(stat -c %a dst/a dst/a/b | tr '\n' ' ')" = '750 750 ' \
    || fail_ "modes not preserved"
  remove a dst
}
each_engine twice

# Names that lead to one directory in different ways.
mkdir -p a l b dst/a
ln -s a dst/l
ln -s a dst/b
i=0
while test $i -lt 20; do
  head -c 200000 /dev/zero | tr '\0' a >a/$i
  head -c 100000 /dev/zero | tr '\0' l >l/$i
  head -c 300000 /dev/zero | tr '\0' b >b/$i
  i=$((i + 1))
done
ways ()
{
  returns 0 ucp --parents a/* l/* b/* dst
  same_tree --no-times b dst/a
}
each_engine ways
