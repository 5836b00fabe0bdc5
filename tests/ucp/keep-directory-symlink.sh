#!/bin/sh
# With --keep-directory-symlink a link to a directory at the destination is
# filled; without, it is no directory.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub/deeper dst/src real
  echo file >src/sub/file
  echo deep >src/sub/deeper/file
  ln -s ../../real dst/src/sub
}
same_as_cp setup -R src dst

once ()
{
  setup
  returns 0 ucp -R --keep-directory-symlink src dst
  test -L dst/src/sub || fail_ "the link is gone"
  same_tree --no-times src/sub real
  # -v names it, and -a preserves what it leads to.
  touch -d 2001-02-03 src/sub
  returns 0 ucp -av --keep-directory-symlink src dst >out
  says out "'src/sub/deeper/file' -> 'dst/src/sub/deeper/file'"
  same_tree src/sub real
  # The operand itself.
  remove real dst
  mkdir real
  ln -s real link
  returns 0 ucp -RT --keep-directory-symlink src link
  same_tree --no-times src real
  # No directory, no way.
  mkdir -p dst/src
  echo file >other
  for to in ../../other nowhere; do
    rm -f dst/src/sub
    ln -s $to dst/src/sub
    returns 1 ucp -R --keep-directory-symlink src dst 2>err
    test -L dst/src/sub || fail_ "the link to $to is gone"
    test -s err || fail_ "nothing said"
  done
  remove src dst real link other
}
each_engine once

# Not through a link that this copy has made.
mkdir -p one two/link dst elsewhere
echo file >two/link/file
ln -s ../elsewhere one/link
made ()
{
  returns 1 ucp -R --keep-directory-symlink one/link two/link dst 2>err
  says err "will not copy 'two/link' through just-created symlink 'dst/link'"
  lacks elsewhere/file
  rm dst/link
  # Nor below the sources, where cp does not look; nor by way of another link.
  for options in -R -a -rs -rlP '-R --atomic'; do
    for way in first second; do
      remove dst
      mkdir dst
      test $way = first || ln -s link dst/other
      # shellcheck disable=SC2086
      returns 1 ucp $options --keep-directory-symlink "$(pwd)/one/." \
        "$(pwd)/two/." dst 2>err
      says err "will not copy '$(pwd)/two/./link' through just-created symlink"
      case $way in
        second) says err "two/./other' through just-created symlink" ;;
      esac
      lacks elsewhere/file
      test -L dst/link || fail_ "the link is gone"
    done
  done
  # What was there before is followed as ever.
  remove dst
  mkdir dst
  ln -s ../elsewhere dst/link
  returns 0 ucp -R --keep-directory-symlink two/link dst
  exists elsewhere/file
  rm elsewhere/file
}
mkdir two/other
echo file >two/other/file
each_engine made
