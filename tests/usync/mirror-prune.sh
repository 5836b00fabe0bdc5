#!/bin/sh
# --prune-empty-dirs leaves out, and deletes, the directories that rsync does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_
ORDER=sort TIMES=no

setup ()
{
  mkdir -p src/full/sub src/hollow/a/b src/hollow/c src/empty src/chain/x/y \
    dst/hollow/a/b dst/empty dst/old
  echo 1 >src/full/sub/file
  echo 2 >src/chain/x/y/skip.o
  ln -s nowhere src/hollow-but-link
  mkdir src/with-link
  ln -s nowhere src/with-link/link
  mkdir src/with-fifo
  mkfifo src/with-fifo/fifo
  echo 3 >dst/old/file
  find . -exec touch -h -d 2020-01-01 {} +
}

same_as_rsync setup -rltpDim src/ dst
same_as_rsync setup -rltpDim src dst
same_as_rsync setup -rltpDim '--exclude=*.o' src/ dst
same_as_rsync setup -rltpDim --delete '--exclude=*.o' src/ dst
same_as_rsync setup -rltpDim --delete-before src/ dst
same_as_rsync setup -rltpDim --delete-after src/ dst
same_as_rsync setup -rltpDim --delete --include='*/' --include=file '--exclude=*' \
  src/ dst
same_as_rsync setup -ltpDidm src/ dst
same_as_rsync setup -rltpDim --no-m src/ dst
same_as_rsync setup -rltpDim src/empty src/hollow dst
