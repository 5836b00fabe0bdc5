#!/bin/sh
# --ignore-missing-args and --delete-missing-args do what they do in rsync.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_
ORDER=sort TIMES=no

setup ()
{
  mkdir -p src/d dst/full/sub dst/empty
  echo a | tee src/a src/d/b dst/gone dst/full/f >dst/full/sub/g
  ln -s nowhere dst/link
  find . -exec touch -h -d 2020-01-01 {} +
}

same_as_rsync setup -rltpi --ignore-missing-args src/a src/gone dst
same_as_rsync setup -rltpi --delete-missing-args src/a src/gone dst
same_as_rsync setup -rltpi --delete-missing-args src/a src/full dst
same_as_rsync setup -rltpi --delete-missing-args src/a src/empty src/link dst
same_as_rsync setup -rltpi --delete-missing-args --force src/a src/full dst
same_as_rsync setup -rltpi --delete-missing-args --delete src/a src/full dst
same_as_rsync setup -rltpin --delete-missing-args --force src/a src/full dst
same_as_rsync setup -rltpin --delete-missing-args src/a src/full src/empty dst
same_as_rsync setup -rltpi --ignore-missing-args src/gone src/none dst

# Whose contents are all that there is to mirror must be there: else nothing
# goes.
for option in --ignore-missing-args --delete-missing-args; do
  same_as_rsync setup -rltp $option --delete src/gone/ dst
  same_as_rsync setup -rltp $option --delete src/gone/. dst
  same_as_rsync setup -rltp $option --delete src/gone/ src/ dst
  same_as_rsync setup -rltp $option --delete src/ src/gone/ dst
  same_as_rsync setup -rltpR $option --delete src/./ src/gone/./ dst
done

# What rules keep stays.
same_as_rsync setup -rltp --delete-missing-args --delete --exclude=full src/full dst
same_as_rsync setup -rltp --delete-missing-args --delete -f 'P full' src/full dst
same_as_rsync setup -rltp --delete-missing-args --delete --exclude=g src/full dst
