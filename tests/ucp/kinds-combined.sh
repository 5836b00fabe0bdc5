#!/bin/sh
# Links, attributes alone and whole names together with backups, questions and
# what else decides on files that are there.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub old/src/sub
  echo file >src/file
  echo below >src/sub/below
  ln -s sub/below src/link
  echo old >old/src/file
  echo old >old/src/sub/below
  echo old >old/src/link
  touch -d 2001-02-03 old/src/file
  ln -s file old/src/way
  echo old >here
}
there=$(mkdir there && cd there && setup && pwd)
for how in -b '--backup=numbered' -f --remove-destination -n -u -bf; do
  # shellcheck disable=SC2086
  {
    same_as_cp setup -lv $how src/file old/src/file
    same_as_cp setup -lv $how src/file old/src/way
    same_as_cp setup -lPv $how src/link old/src/link
    same_as_cp setup -sv $how src/file here
    same_as_cp setup -sv $how "$there/src/file" old/src/way
    same_as_cp setup -v --attributes-only $how src/file old/src/file
    same_as_cp setup -v --attributes-only $how src/file old/src/way
    same_as_cp setup -v --parents $how src/file src/sub/below old
    same_as_cp_unordered setup -R --parents $how src/sub src/file old
    same_as_cp_unordered setup -RlP $how src old
  }
done
same_as_cp setup -lv --backup=none src/file old/src/file
same_as_cp setup --parents -lf src/file src/sub/below old

# Answers.
answered ()
{
  answer=$1
  shift
  setup
  status=0
  # shellcheck disable=SC2216  # -i does read it
  echo "$answer" | cp "$@" 2>cp.err || status=$?
  stat -c '%h %s %F' old/src/file here >cp.seen
  remove src old here
  setup
  ucp_status=0
  echo "$answer" | ucp "$@" 2>ucp.err || ucp_status=$?
  stat -c '%h %s %F' old/src/file here >ucp.seen
  remove src old here
  sed 's/\<ucp: /cp: /g' ucp.err >err
  compare cp.err err
  compare cp.seen ucp.seen
  # To decline is a failure, from 9.2 on.
  test "$answer" = y || status=1
  test $ucp_status = $status || fail_ "status $ucp_status with '$*'"
}
each_engine answered y -il src/file old/src/file
each_engine answered y -is src/file here
each_engine answered y -i --attributes-only src/file here
each_engine answered n -il src/file old/src/file
each_engine answered n -is src/file here
