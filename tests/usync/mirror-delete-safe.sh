#!/bin/sh
# Nothing is deleted for a source that could not be read whole, or that is
# empty; nothing outside the destination, and no mount point.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"

start ()
{
  remove src dst outside
  mkdir -p src/d dst/d dst/e outside
  echo a >src/a
  echo b >src/d/b
  echo old | tee dst/old dst/d/old >dst/e/old
  echo safe >outside/file
}

# An empty source is what a disk looks like that is not mounted.
empty_source ()
{
  for when in delete delete-before delete-delay delete-after; do
    start
    remove src
    mkdir src
    returns 23 usync --mirror --$when src/ dst >out 2>err
    says err "src/"
    says err "--force-empty"
    exists dst/old dst/d/old dst/e/old
    returns 0 usync --mirror --$when --force-empty src/ dst
    test -z "$(ls dst)" || fail_ "--force-empty left something"
  done

  # One of several is enough; an empty destination is none's concern.
  start
  mkdir empty
  returns 23 usync --mirror --delete src/ empty/ dst 2>err
  says err "empty/"
  exists dst/old dst/d/old dst/a dst/d/b
  quietly usync --mirror --delete empty/ new
  quietly usync --mirror --delete empty/ new
  remove empty new
}
each_engine empty_source

# A name that leads elsewhere goes itself, and nothing behind it.
links ()
{
  start
  ln -s ../outside dst/link
  ln -s ../../outside dst/e/link
  ln -s "$PWD/outside/file" dst/e/link-2
  quietly usync --mirror --delete src/ dst
  lacks dst/link dst/e dst/old dst/d/old
  exists outside/file dst/a dst/d/b

  # As source and as destination they are followed.
  start
  ln -s src to-src
  ln -s dst to-dst
  quietly usync --mirror --delete to-src/ to-dst/
  lacks dst/old dst/e
  exists dst/a outside/file
  rm to-src to-dst
}
each_engine links

# What comes to a source while it is read, or goes, does no harm: a missing
# operand is an error, and nothing is deleted for the others.
missing ()
{
  start
  returns 23 usync --mirror --delete src/ missing/ dst >out 2>err
  says err missing
  exists dst/old dst/d/old dst/e/old dst/a
}
each_engine missing

# So it is where the names of a source are kept.
listed ()
{
  for when in delete delete-before delete-delay delete-after; do
    start
    mkdir -p empty/d
    returns 23 usync --mirror -R --$when empty/./d dst 2>err
    says err "--force-empty"
    exists dst/d/old
    rmdir empty/d
    returns 23 usync --mirror -R --$when empty/./ dst 2>err
    says err "--force-empty"
    exists dst/d/old dst/old
    returns 23 usync --mirror -R --$when src/./ src/missing/./ dst 2>err
    says err missing
    exists dst/old dst/d/old dst/e/old dst/a
    remove empty
  done
}
each_engine listed

# --force-empty is for what is missing, too, as rsync has it; links that lead
# nowhere are known before the first name goes.
require_rsync_
dangling ()
{
  start
  mkdir -p "src/z"
  ln -s nowhere src/z/link
  find . -exec touch -h -d 2020-01-01 {} +
}

looping ()
{
  start
  ln -s loop src/loop
  find . -exec touch -h -d 2020-01-01 {} +
}

safe ()
{
  start
  ln -s a src/link
  find . -exec touch -h -d 2020-01-01 {} +
}

# Without this rsync, too, may have deleted before it comes to a link.
rsync ()
{
  command rsync --no-inc-recursive "$@"
}

ORDER='sort'
for when in delete-before delete-during delete-delay delete-after; do
  same_as_rsync start -rlpi --$when src/ missing/ dst
  same_as_rsync start -rlpi --$when missing src/ dst
  same_as_rsync start -rlpi --$when src/ none/missing dst
  for setup in dangling looping safe; do
    same_as_rsync $setup -rLtpi --$when src/ dst
    same_as_rsync $setup -rltpi --copy-unsafe-links --$when \
      src/ dst
  done
  same_as_rsync dangling -rLtpi --$when --exclude=link \
    src/ dst
  same_as_rsync looping -dLtpi --$when src/ dst
done
