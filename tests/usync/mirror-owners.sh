#!/bin/sh
# --chown, --usermap, --groupmap and --numeric-ids: other owners, as rsync.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
for name in a b c d e; do
  echo "$name" >src/$name
done

# What is no map.
for map in '' 1 1: 1x:2 1:2x '1-:2' '1:no such user'; do
  returns 1 usync --mirror --usermap="$map" src/ none 2>err
  says err "invalid --usermap argument '$map': "
done
returns 1 usync --mirror --groupmap='1:2,3:no such group' src/ none 2>err
says err "invalid --groupmap argument '3:no such group': there is no group of"
returns 1 usync --mirror --chown='no such user' src/ none 2>err
says err "invalid --chown argument 'no such user': there is no user of this name"
returns 1 usync --mirror --chown=0 --usermap=1:2 src/ none 2>err
says err "users and groups may be mapped only once"
lacks none

require_root_
chown 1:1 src/b
chown 2:3 src/c
chown 77777:88888 src/d
chown 0:88888 src/e

# owners_of DIR
owners_of ()
{
  (cd "$1" && find . -printf '%U:%G %P\n' | sort)
}

# as_rsync OPTION...: usync does what rsync does.
as_rsync ()
{
  rm -rf dst wanted
  quietly usync --mirror "$@" src/ dst
  command -v rsync >/dev/null || return 0
  rsync -a "$@" src/ wanted
  owners_of wanted >wanted.owners
  owners_of dst >got.owners
  compare wanted.owners got.owners
}

once ()
{
  as_rsync
  as_rsync --numeric-ids
  as_rsync --chown=5:6
  as_rsync --chown=:6
  as_rsync --chown=5
  as_rsync --chown=5:
  as_rsync --chown=daemon:bin
  as_rsync --usermap=1:10,0-5:11,77777:12 --groupmap=3:13,88000-88999:14
  as_rsync --usermap='daemon:10,b*:11,*:12' --groupmap='[a-e]*:13,:14'
  as_rsync --usermap=root:10,:11 --groupmap=root:10
  as_rsync --usermap='*:10' --groupmap='?*:11' --numeric-ids
  as_rsync --no-o --no-g --usermap=0:7
  owners_of dst | grep -q '^7:' || fail_ "--usermap does not entail -o"
  # It stays so.
  usync --mirror -i --no-o --no-g --usermap=0:7 src/ dst >out
  silent out
}
each_engine once
