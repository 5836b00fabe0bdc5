#!/bin/sh
# What changes is told of as rsync does: columns, -v and -vv, formats of one's
# own, deletions, notes, names that do not print.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_

# Some of everything, of which some is there already.
trees ()
{
  mkdir -p src/dir/sub src/new dst/dir/sub dst/gone/deep dst/new-file
  for name in same touched longer changed mode dir/inside dir/sub/inside; do
    echo "contents of $name" >"src/$name"
    cp -p "src/$name" "dst/$name"
  done
  echo more >>src/longer
  echo different >src/changed
  touch -d '2020-01-02 03:04:05' src/touched
  chmod 600 dst/mode
  echo x >"src/new/a
newline"
  printf 'y' >"src/new/$(printf 'b\377\303\274 \\#123')"
  : >src/empty
  # In one directory: of two, rsync takes now one, now the other for the first.
  ln src/same src/same-too
  ln -s same src/symlink
  ln -s other src/changed-link
  ln -s another dst/changed-link
  mkfifo src/fifo
  echo gone >dst/gone/file
  find src dst -exec touch -h -c -d '2021-01-01' src/same dst/same {} + \
    >/dev/null 2>&1
  touch -d '2020-01-02 03:04:05' src/touched
  touch -d '2022-01-01' src/longer src/dir
}

same_as_rsync trees -ai src/ dst/
same_as_rsync trees -aii src/ dst/
same_as_rsync trees -aiH src/ dst/
same_as_rsync trees -aHii src/ dst/
same_as_rsync trees -rlpc -i --specials src dst
same_as_rsync trees -ain src/ dst/
same_as_rsync trees -av src/ dst/
same_as_rsync trees -av src/ new-dst
same_as_rsync trees -aiv src/ new-dst
same_as_rsync trees -ai -8 src/ dst/
same_as_rsync trees -aq src/ dst/
same_as_rsync trees -aivq src/ dst/

# One of rsync's processes tells of deletions and notes, another of the rest.
ORDER=sort
same_as_rsync trees -rli src/ dst/
same_as_rsync trees -ri src/ dst/
same_as_rsync trees -rlI -i src/ dst/
same_as_rsync trees -ai --delete src/ dst/
same_as_rsync trees -av --delete src/ dst/
same_as_rsync trees -a --info=del --delete src/ dst/
same_as_rsync trees -avv src/ dst/
same_as_rsync trees -ai --existing --info=skip src/ dst/
same_as_rsync trees -aiu --info=skip src/ dst/
same_as_rsync trees -ai --info=name0,stats0 -v src/ dst/
for format in '%n' '%o %n %l %B' '%i|%20n|%-20n|%L|%-12L' '%f %M' \
  "%l %'l %''l" '%%n %h %q %U %G'; do
  same_as_rsync trees -a --delete --out-format="$format" src/ dst/
  same_as_rsync trees -r --delete --out-format="$format" src dst
done
