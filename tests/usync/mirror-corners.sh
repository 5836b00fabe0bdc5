#!/bin/sh
# Where options meet that say different things, or something else stands where a
# name is to be made, a mirror does, and tells, what rsync does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_

old ()
{
  find . -exec touch -h -d 2020-01-01 {} +
}

# The contents decide by size alone, even with -I.
sizes ()
{
  mkdir src dst
  echo a | tee src/same >src/new
  echo b >dst/same
  echo longer >src/longer
  echo b >dst/longer
  old
  touch -d 2021-01-01 src/same
}
same_as_rsync sizes -rti -I --size-only src/ dst
same_as_rsync sizes -rti --size-only -I src/ dst
same_as_rsync sizes -ri -I --size-only src/ dst

# Something of another kind counts as having been there.
kinds ()
{
  mkdir -p src/d/e src/gone dst
  echo a | tee src/d/f src/d/e/g >src/gone/h
  ln -s nowhere dst/d
  old
}
same_as_rsync kinds -rlti --existing src/ dst
same_as_rsync kinds -rltii --existing src/ dst
same_as_rsync kinds -rltni --existing src/ dst

# Hard links: over something else, without times, and as they were.
linked ()
{
  mkdir src dst
  echo a >src/a
  ln src/a src/b
  ln src/a src/c
  echo another >dst/a
  echo other >dst/b
  ln -s nowhere dst/c
  old
}

standing ()
{
  linked
  rm dst/b dst/c
  echo a >dst/a
  ln dst/a dst/b
  ln dst/a dst/c
  old
}
for setup in linked standing; do
  same_as_rsync $setup -rltpHi src/ dst
  same_as_rsync $setup -rlpHii src/ dst
  same_as_rsync $setup -rltpHii src/ dst
done

# Which name of a file is the first must not depend on how fast rsync is.
rsync ()
{
  command rsync --no-inc-recursive "$@"
}

# A new name goes by one that stands there; several new ones by the last.
partly ()
{
  mkdir -p src/z dst/z
  echo a >src/a
  ln src/a src/b
  ln src/a src/z/c
  echo b >src/n
  ln src/n src/o
  ln src/n src/z/p
  echo a >dst/z/c
  old
}

# ... some of which are left out, or stay as they are.
partly_there ()
{
  partly
  echo newer >dst/b
  echo a >dst/o
  touch -d 2020-01-01 dst/o
}
for setup in partly partly_there; do
  for options in -i -in -iu '-i --existing' '-i --ignore-existing' \
                 '-i --exclude=p' '-i --ignore-existing --info=skip'; do
    # shellcheck disable=SC2086  # words
    ORDER='sort' same_as_rsync $setup -rltpH $options src/ dst
  done
done

# The same where a tree beside has names of it.
linked_beside ()
{
  partly
  cp -a src alt
  rm -r dst
}
for kind in copy link compare; do
  for options in -i -ii -in '-i --stats'; do
    # shellcheck disable=SC2086  # words
    ORDER='sort' same_as_rsync linked_beside -rltpH $options \
      --$kind-dest=../alt src/ dst
  done
done

unset -f rsync

# Trees beside: directories and links there, and modes without -p.
beside ()
{
  mkdir -p src/d src/e alt/d alt/e dst
  ln -s a src/l
  ln -s b alt/l
  ln -s a src/m
  ln -s a alt/m
  echo 1 >src/f
  echo 2 >alt/f
  chmod 4755 src/f
  chmod 4711 alt/f
  echo same | tee src/g >alt/g
  old
  touch -d 2021-01-01 src/f alt/d
  touch -h -d 2021-01-01 src/m
}
for kind in copy link compare; do
  for options in -rltp -rltpO -rlp -rltpJ -rlt -rltb; do
    same_as_rsync beside $options -i --$kind-dest=../alt src/ dst
    same_as_rsync beside $options -ii --$kind-dest=../alt src/ dst
  done
done

# What rsync has left of --delay-updates stays.
stale ()
{
  mkdir -p src/d/.~tmp~ dst/.~tmp~
  echo a | tee src/d/f src/d/.~tmp~/g >dst/.~tmp~/h
  old
}
same_as_rsync stale -rlti --delay-updates --delete src/ dst

# ... but for a file that comes.
stale_file ()
{
  mkdir -p src/d dst/.~tmp~ dst/d/.~tmp~
  echo a | tee src/f >src/d/f
  echo b | tee dst/.~tmp~/f dst/d/.~tmp~/f >dst/d/.~tmp~/g
  old
}
same_as_rsync stale_file -rlti --delay-updates src/ dst

# -K goes through a link, but not out of the destination.
through ()
{
  mkdir -p src/d src/e src/real dst/real dst/e/f out
  echo a | tee src/d/f src/e/g >dst/real/gone
  ln -s real dst/d
  old
}
ORDER='sort' same_as_rsync through -rltKi --delete-after src/ dst

out_of ()
{
  remove tree
  mkdir tree
  (cd tree && through && ln -sfn ../out dst/d && echo here >out/kept)
  # shellcheck disable=SC2086  # nothing, or a word
  (cd tree && returns 23 usync --mirror -K $when src/ dst) >said 2>&1
  says said "leads out of the destination"
  test "$(ls tree/out)" = kept || fail_ "-K $when went out of the destination"
  cmp tree/src/e/g tree/dst/e/g
}
for when in --delete --delete-before --delete-after ''; do
  each_engine out_of
done

# Modes are told as they will be.
same_as_rsync beside -rltp --chmod=Fo-rwx,Dg+s -i '--out-format=%B %n' src/ dst

test "$(id -u)" = 0 || skip_ "owners and devices are root's to make"

# An owner is given before the set-id bits that this takes away.
owned ()
{
  mkdir src dst
  echo a | tee src/u src/g src/x >src/plain
  cp -p src/* dst
  chmod 4755 src/u dst/u
  chmod 2644 src/g dst/g
  chmod 2755 src/x dst/x
  old
}
for options in '' -n; do
  # shellcheck disable=SC2086  # none, or one
  {
    same_as_rsync owned -a $options -i --chown=1:2 src/ dst
    same_as_rsync owned -a $options -ii '--groupmap=*:3' src/ dst
    same_as_rsync owned -rlto $options -i --usermap=0:3 src/ dst
  }
done

devices ()
{
  mkdir src dst alt
  mknod src/c c 1 3
  mknod alt/c c 1 5
  mknod src/p p
  mknod alt/p p
  chmod 600 alt/p
  old
}
if (mkdir try && mknod try/c c 1 3) 2>/dev/null; then
  same_as_rsync devices -ai --link-dest=../alt src/ dst
  same_as_rsync devices -aii --copy-dest=../alt src/ dst
  same_as_rsync devices -ai --no-p --link-dest=../alt src/ dst
fi
