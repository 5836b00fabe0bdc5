#!/bin/sh
# --parents keeps the whole name of a source, and makes directories for it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p a/b/c a/x dir there/a/b clash/a empty
  echo one >a/b/one
  echo two >a/b/two
  echo three >a/b/c/three
  echo four >a/x/four
  echo top >top
  ln -s a/b way
  ln -s three a/b/c/link
  echo file >clash/a/b
  chmod 700 a/x
  chmod 551 a/b/c
  chmod 1775 a/b
  touch -d 2001-02-03T04:05:06.789 a/b/c
  touch -d 2002-02-03T04:05:06.789 a/b
  touch -d 2003-02-03T04:05:06.789 a
}
here=$(mkdir away && cd away && setup && pwd)

for options in --parents --path '--parents -p' '--parents -a' '--parents -R' \
  '--parents --no-preserve=mode' '--parents --preserve=ownership'; do
  # shellcheck disable=SC2086
  {
    same_as_cp setup $options a/b/one dir
    same_as_cp setup $options a/b/one a/b/two a/b/c/three a/x/four top dir
    same_as_cp setup $options a/b/one there
    same_as_cp setup $options a/x/four a/b/one there
    same_as_cp setup $options ./a/./b//c/three .//top dir
    same_as_cp setup $options a/../a/b/one dir
    same_as_cp setup $options way/one dir
    # cp 9.1 fails to preserve the modes of these.
    case $options in
      *-[ap]) ;;
      *) same_as_cp setup $options "$here/a/b/one" dir ;;
    esac
    same_as_cp setup $options a/b/c/ dir
    same_as_cp setup $options -t dir way/c/three way/one
  }
done
same_as_cp setup --parents -R a/b dir
same_as_cp setup --parents -R a/b/. dir
same_as_cp setup --parents -R a/b/c/.. dir
same_as_cp setup --parents -RP way dir
same_as_cp setup --parents -RP way/ dir
same_as_cp setup --parents -R --strip-trailing-slashes way/ a/b/ dir
same_as_cp setup --parents -d a/b/c/link dir
same_as_cp setup --parents -p a/b/c/three a/b a/b/c/three dir
same_as_cp setup --parents a/b/one ./a/b/one a//b/one dir
same_as_cp setup --parents -l a/b/one dir
same_as_cp setup --parents -s a/b/one dir
same_as_cp setup --parents -s "$here/a/b/one" dir
same_as_cp setup --parents --attributes-only a/b/one dir

# The order of -v's lines.
same_as_cp setup --parents -v a/b/one a/b/two a/b/c/three a/x/four top dir
same_as_cp setup --parents -v ./a/./b/c/three top there
same_as_cp setup --parents -vR a/x top dir
same_as_cp setup --parents -v "$here/a/b/one" dir

# What goes wrong.
same_as_cp setup --parents a/b/one new
same_as_cp setup --parents a/b/one top
same_as_cp setup --parents -T a/b/one dir
same_as_cp setup --parents a/b/one clash
same_as_cp setup --parents a/b/c/three clash
same_as_cp setup --parents a/b/c/three a/x/four clash
same_as_cp setup --parents -p a/b/c/three clash
same_as_cp setup --parents a/b dir
same_as_cp setup --parents a/none dir
same_as_cp setup --parents a/none/one dir
same_as_cp setup --parents -p a/none/one there
same_as_cp setup --parents none/one a/b/one dir
same_as_cp setup --parents top/one dir
same_as_cp setup --parents top/one a/b/one -t there
same_as_cp setup --parents a/b/one

once ()
{
  setup
  # An absolute name, and all that is on the way to it.
  returns 0 ucp -p --parents "$here/a/b/one" dir
  way=$here/a/b
  while test -n "$way"; do
    test "$(stat -c '%a %u' "dir$way")" = "$(stat -c '%a %u' "$way")" \
      || fail_ "dir$way has $(stat -c '%a %u' "dir$way")"
    way=${way%/*}
  done
  # One within the other.
  returns 0 ucp -Rp --parents a/b a/b/c a/b/one a a/x empty
  same_tree a empty/a
  remove a dir there clash empty top way
}
each_engine once

# Directories on the way get ACLs, but no extended attributes; what is named has
# both.
attributes ()
{
  setup
  setfattr -n user.one -v 1 a a/b a/b/one a/b/c
  if command -v setfacl >acl; then
    setfacl -m u:1234:rx a 2>acl || :
  fi
  rm -f acl
}
mkdir probe
if ! lacks_feature USE_XATTR && command -v setfattr >which \
  && setfattr -n user.a -v 1 probe 2>which; then
  same_as_cp attributes --parents -a a/b/one dir
  same_as_cp attributes --parents -a a/b/one a/b/c dir
  same_as_cp attributes --parents --preserve=xattr a/b/one there
else
  note_ "extended attributes left out"
fi
