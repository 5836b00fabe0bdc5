#!/bin/sh
# Filter rules with x say which extended attributes are mirrored.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ setfattr getfattr
mkdir src
echo data >src/file
setfattr -n user.a -v 1 src/file 2>/dev/null \
  || skip_ "no extended attributes in this file system"
! lacks_feature USE_XATTR || skip_ "built without extended attributes"
setfattr -n user.b -v 2 src/file
setfattr -n user.c -v 3 src/file

# keeps WANTED OPTION...: the attributes that DEST's file has then; rsync agrees.
keeps ()
{
  wanted=$1
  shift
  for tool in usync rsync; do
    command -v $tool >/dev/null || continue
    rm -rf dst
    mkdir dst
    cp -p src/file dst/file
    setfattr -n user.c -v old dst/file
    setfattr -n user.d -v 4 dst/file
    test $tool = rsync || quietly usync --mirror -X "$@" src/ dst
    test $tool = usync || rsync -aX "$@" src/ dst
    got=$(getfattr -d dst/file | sed -n 's/^user.\(.*\)="\(.*\)"$/\1\2/p' \
      | sort | tr '\n' ' ')
    test "${got% }" = "$wanted" || fail_ "$tool $* kept '$got', not '$wanted'"
  done
}

once ()
{
  keeps 'a1 b2 c3'
  keeps 'b2 c3' -f '-xs user.a'
  keeps 'a1 b2 c3 d4' -f '-x user.d'
  keeps 'a1 b2 c3 d4' -f '-xr user.d'
  keeps 'b2' -f '+x user.b' -f '-xs user.*'
  keeps 'a1 b2 c3' -f '- user.*' -f '-x system.*'
}
each_engine once
