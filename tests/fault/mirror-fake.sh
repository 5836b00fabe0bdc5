#!/bin/sh
# Whatever op of a mirror with --fake-super fails, once or for good: what is
# stored with each file is right, or usync says what is not.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/fault/common.sh"

work_in_memory
require_prog_ setfattr
: >probe
setfattr -n user.probe -v probe probe 2>/dev/null \
  || skip_ "files have no attributes of users here"
statuses=3,11,23

mkdir src src/dir
echo plain >src/plain
echo owned >src/owned
bytes src/large 300000
: >src/device
: >src/fifo
printf away >src/link
echo below >src/dir/below
ln src/device src/dir/device
setfattr -n user.rsync.%stat -v '104755 0,0 1:2' src/owned
setfattr -n user.rsync.%stat -v '20666 41,67 0:0' src/device
setfattr -n user.rsync.%stat -v '10600 0,0 5:6' src/fifo
setfattr -n user.rsync.%stat -v '120777 0,0 0:0' src/link
setfattr -n user.rsync.%stat -v '41777 0,0 3:4' src/dir
chmod 755 src/owned
chmod 666 src/device
chmod 600 src/fifo
chmod 777 src/link src/dir
find src -depth -exec touch -h -d '2011-03-04 05:06:07.089101112' {} +

mirrors ()
{
  every_op "$1" usync-fault --mirror -H --fake-super --workers=1 \
    --engine="$engine" src/ @
}

for engine in $engines; do
  mirrors 3
done | grep -v :forever | judged 60 --refusal=$statuses src
refused 20

cp -a src before
setfattr -n user.rsync.%stat -v '100755 0,0 1:2' before/owned
setfattr -n user.rsync.%stat -v '60666 41,67 0:0' before/device
setfattr -x user.rsync.%stat before/dir
printf elsewhere >before/link
rm before/fifo
before=before
for engine in $engines; do
  mirrors 3
done | grep -v :forever \
  | judged 60 --refusal=$statuses --before=before src
refused 20
