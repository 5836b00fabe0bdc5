#!/bin/sh
# Whatever stands where something is to be made gives way, but for a directory
# that is not empty.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make ()
{
  case $1 in
    file) echo file >"$2" ;;
    link) ln -s away "$2" ;;
    dangling) ln -s /nowhere/at/all "$2" ;;
    to-directory) ln -s /etc "$2" ;;
    fifo) mkfifo "$2" ;;
    directory) mkdir "$2" ;;
    full) mkdir "$2" && echo inside >"$2/inside" ;;
    nothing) ;;
  esac
}

once ()
{
  for old in file link dangling to-directory fifo directory full nothing; do
    for new in file link fifo directory full; do
      remove src dst
      mkdir src dst
      make $new src/name
      make $old dst/name
      case $old.$new in
        full.directory)
          quietly usync --mirror --modify-window=-1 src/ dst
          exists dst/name/inside
          rm dst/name/inside
          quietly usync --mirror --modify-window=-1 src/ dst ;;
        full.full)
          quietly usync --mirror --modify-window=-1 src/ dst ;;
        full.*)
          returns 23 usync --mirror --modify-window=-1 src/ dst >out 2>err
          says err dst/name
          exists dst/name/inside
          continue ;;
        *)
          quietly usync --mirror --modify-window=-1 src/ dst ;;
      esac
      same_tree src dst
      quietly usync --mirror --modify-window=-1 src/ dst
    done
  done
}
each_engine once
exists /etc/passwd

# Who may not make devices leaves them out, without an error.
remove src dst
mkdir src
if mknod src/null c 1 3 2>err; then
  echo file >src/file
  usync --mirror --no-super src/ dst >out
  says out 'skipping non-regular file "null"'
  exists dst/file
  lacks dst/null
else
  note_ "no devices can be made here"
fi
