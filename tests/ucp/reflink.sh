#!/bin/sh
# A clone really shares the source's extents; always is an error where it cannot
# be had, auto is not, never copies.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_prog_ filefrag
# Print the physical extents of FILE, without what only clones have.
extents ()
{
  sync "$1"
  filefrag -v -b1 "$1" \
    | sed -n 's/^ *[0-9]*: *\([0-9]*\)\.\. *\([0-9]*\): *\([0-9]*\)\.\..*/\1 \2 \3/p'
}
shares ()
{
  extents "$1" >e1
  extents "$2" >e2
  test -s e1 || fail_ "filefrag says nothing of $1"
  cmp -s e1 e2
}
once ()
{
  for options in '' --reflink=auto --reflink --reflink=always; do
    # shellcheck disable=SC2086
    returns 0 ucp $options data copy
    compare data copy
    shares data copy || fail_ "'$options' did not clone"
    rm copy
  done
  returns 0 ucp --reflink=never data copy
  compare data copy
  ! shares data copy || fail_ "--reflink=never cloned"
  rm copy
  returns 0 ucp --sparse=always data copy
  compare data copy
  returns 0 ucp --reflink=always data copy
  shares data copy || fail_ "no clone onto a file that is there"
  rm copy
  returns 0 ucp -a tree tree-copy
  same_tree --holes=strict tree tree-copy
  shares tree/files/size-1048577 tree-copy/files/size-1048577 \
    || fail_ "-a did not clone"
  remove tree-copy
}
none=yes
for type in btrfs xfs; do
  if ! try_fs $type 600M; then
    note_ "$type left out: $fs_why"
    continue
  fi
  none=
  cd "$mnt"
  head -c 5000001 /dev/urandom >data
  make_tree tree --only=files,sparse
  sync -f .
  each_engine once
  cd ..
done
test -z "$none" || skip_ "neither btrfs nor xfs here"
