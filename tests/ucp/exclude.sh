#!/bin/sh
# --exclude and --exclude-from leave names out, which are not even looked at.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir -p a/src/sub/deep a/src/link.d
for name in one.c one.o sub/two.c sub/two.o sub/deep/three.o top; do
  echo "$name" >"a/src/$name"
done
ln -s link.d a/src/link
mkdir a/src/sub/top

# excluding WANTED ARG...: 'ucp ARG...' makes what WANTED lists.
excluding ()
{
  wanted=$1
  shift
  rm -rf copy
  mkdir copy
  quietly ucp "$@"
  got=$(cd copy && find . -mindepth 1 ! -name 'link*' -printf '%P ' \
    | tr ' ' '\n' | sort | tr '\n' ' ')
  test "${got# }" = "$wanted" || fail_ "'ucp $*' made '$got', not '$wanted'"
}

once ()
{
  excluding \
    'src src/one.c src/sub src/sub/deep src/sub/top src/sub/two.c src/top ' \
    -r --exclude='*.o' a/src copy
  # Rules look at the path from the source's last component on.
  excluding 'src src/one.c src/one.o src/sub src/sub/top ' \
    -r --exclude=/src/top --exclude=deep/ --exclude='sub/two.?' a/src/ copy
  excluding 'one.c one.o sub sub/deep sub/deep/three.o sub/two.c sub/two.o ' \
    -r --exclude=top --exclude=/src a/src/. copy
  excluding 'one.c one.o sub sub/deep sub/deep/three.o sub/top top ' \
    -rT --exclude='/src/sub/*[!p]' a/src copy
  excluding 'a a/src a/src/one.c a/src/sub a/src/sub/top ' \
    -r --parents --exclude=/a/src/top --exclude='src/sub/[!t]*' \
    --exclude='two.*' --exclude='*.o' a/src copy
  # The first rule that matches decides.
  excluding 'src src/one.c src/sub src/sub/deep src/sub/top src/sub/two.c ' \
    -r --exclude='+ *.c' --exclude='+ */' --exclude='*' a/src copy
  # A source may be left out as a whole, and is then not missed.
  excluding 'top ' -r --exclude=src --exclude=none a/src a/src/top none copy
  excluding 'two.c ' --exclude='*.o' a/src/sub/two.c a/src/sub/two.o copy

  # What is a directory only as one follows links.
  rm -rf copy
  quietly ucp -r --exclude='link/' a/src copy
  test -L copy/link || fail_ "a symbolic link was taken for a directory"
  rm -rf copy
  quietly ucp -rL --exclude='link/' a/src copy
  lacks copy/link
  exists copy/link.d

  # From files, of which one is standard input.
  printf '%s\n' '# comment' '; another' '' '*.c' >rules
  rm -rf copy
  printf 'top\n!\nsub' | quietly ucp -r --exclude-from=rules \
    --exclude-from=- a/src copy
  exists copy/one.c copy/one.o copy/top
  lacks copy/sub

  # Nor is it counted.
  rm -rf copy
  returns 0 ucp -r --progress=json --exclude='*.o' a/src copy 2>err
  says err '"files_done":3,"files_total":3,'
}
each_engine once

# What goes wrong.
ends ()
{
  returns 1 ucp "$@" a/src copy.bad 2>err
  lacks copy.bad
}
ends -r --exclude='- '
says err "no pattern in --exclude='- '"
ends -r --exclude-from=none
says err "cannot read patterns from 'none': No such file or directory"
printf 'x\n+ \n' >rules
ends -r --exclude-from=rules
says err "no pattern in line 2 of 'rules'"
ends -r --exclu=x
says err "unrecognized option '--exclu=x'"

# What is left out costs no call.
count_calls ()
{
  returns 0 ucp -r -j1 --engine=sync --stats=json --exclude=left a/src \
    "copy.$1" 2>stats
  sed 's/.*"ops"//; s/"getdents[^}]*}//' stats >"stats.$1"
  test -s "stats.$1" || fail_ "there are no figures"
}
count_calls without
mkdir -p a/src/left/sub a/src/sub/left
touch a/src/left/x
count_calls with
compare stats.without stats.with
