#!/bin/sh
# Filter rules: what is deleted, by options and by files of rules on either side.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

HOME=$PWD/home
export HOME
mkdir home

# A source, and a target that has more.
make_sides ()
{
  rm -rf src dst
  mkdir -p src/one/two src/CVS dst/one/two dst/gone/deep
  for name in a.c a.o one/b.c one/b.o one/two/c.c one/two/c.o CVS/x keep; do
    echo "$name" >"src/$name"
  done
  for name in old.o one/old.o one/two/old.c gone/x.o gone/deep/y one/mine; do
    echo old >"dst/$name"
  done
}

# mirrors WANTED ARG...: 'usync --mirror ARG... src/ dst' makes what WANTED
# lists, directories left out; what stays of a directory is said.
mirrors ()
{
  wanted=$1
  shift
  returns 0 usync --mirror "$@" src/ dst >out 2>err
  silent err
  got=$(cd dst && find . ! -type d -printf '%P\n' | sort | tr '\n' ' ')
  test "${got% }" = "$wanted" || fail_ "'$*' made '$got', not '$wanted'"
  make_sides
}

once ()
{
  make_sides
  mirrors 'CVS/x a.c keep old.o one/b.c one/old.o one/two/c.c' \
    --delete --filter='R gone/**' --exclude='*.o'
  # Sides apart.
  mirrors 'CVS/x a.c keep one/b.c one/two/c.c' --delete --filter='H *.o'
  mirrors 'CVS/x a.c a.o gone/x.o keep old.o one/b.c one/b.o one/mine one/old.o one/two/c.c one/two/c.o' \
    --delete -f 'P *.o' -f 'protect,p mine'
  mirrors 'CVS/x a.c gone/x.o keep old.o one/b.c one/mine one/old.o one/two/c.c' \
    --delete -f '- *.o' -f 'P mine'
  mirrors 'CVS/x a.c keep one/b.c one/two/c.c' \
    --delete --delete-excluded --exclude='*.o'
  # What perishes keeps no directory that goes.
  mirrors 'CVS/x a.c keep old.o one/b.c one/old.o one/two/c.c' \
    --delete -f '-p *.o'
  mirrors 'a.c gone/deep/y gone/x.o keep old.o one/b.c one/mine one/old.o one/two/c.c one/two/old.c' \
    --cvs-exclude

  # Files of rules in directories, those of either side for that side.
  printf '%s\n' '- *.o' '- /keep' >src/.rsync-filter
  printf '%s\n' '+ b.o' >src/one/.rsync-filter
  printf '%s\n' 'P old.*' >dst/one/.rsync-filter
  mirrors '.rsync-filter CVS/x a.c one/.rsync-filter one/b.c one/b.o one/old.o one/two/c.c one/two/old.c' \
    --delete -F
  printf '%s\n' '- *.o' '- /keep' >src/.rsync-filter
  mirrors 'CVS/x a.c one/b.c one/two/c.c' --delete -FF
  printf 'two\n*.o' >src/one/.cvsignore
  mirrors 'CVS/x a.c a.o keep one/.cvsignore one/b.c' --delete -f ':C'
  printf '%s\n' '- two' '!' '- *.c' >src/one/rules
  mirrors 'CVS/x a.c a.o keep one/b.o one/two/c.o' --delete -f 'dir-merge,e rules'
  # Found above the transfer.
  printf '%s\n' '- /src/one' >.above
  mirrors 'CVS/x a.c a.o keep' --delete --filter=': ../.above'
  rm .above

  # Rules from files, and their order.
  printf '%s\n' '# no rule' '; neither' '+ /one/' '- /*/' >rules
  mirrors 'a.c a.o keep one/b.c one/b.o one/two/c.c one/two/c.o' \
    --delete-excluded --delete --filter='merge rules'
  printf '/one\0/CVS\0a.*' >rules
  mirrors 'keep' --delete-excluded --delete -0 --exclude-from=rules
  printf '%s' '/one a.* /CVS' >rules
  mirrors 'keep' --delete-excluded --delete --filter='.w- rules'
  mirrors 'CVS/x a.c a.o keep one/b.c one/b.o one/two/c.c one/two/c.o' \
    --delete --exclude=a.c --filter='!' --include=x
  mirrors 'keep' --delete-excluded --delete --include=keep --exclude='*'
}
each_engine once

# A file of rules that is wrong has its directory left alone.
make_sides
printf '%s\n' '- a' 'foo' >src/one/.rsync-filter
returns 23 usync --mirror --delete -F src/ dst 2>err
says err "src/one/.rsync-filter:2: there is no such filter rule"
exists dst/a.c dst/one/mine dst/one/old.o
lacks dst/one/b.c
rm src/one/.rsync-filter
printf '%s\n' '- a' 'foo' >dst/one/.rsync-filter
returns 23 usync --mirror --delete -F src/ dst 2>err
says err "dst/one/.rsync-filter:2: there is no such filter rule"
exists dst/one/mine dst/one/two/old.c dst/one/b.c
