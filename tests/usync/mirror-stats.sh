#!/bin/sh
# --stats has rsync's lines and numbers, as far as there is no wire in them; as
# JSON it has the same for programs.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/mirror-common.sh"
require_rsync_

trees ()
{
  mkdir -p src/dir/sub dst/dir dst/gone/deep
  head -c 1234567 /dev/zero >src/large
  echo small >src/dir/small
  cp -p src/dir/small dst/dir/small
  echo old >dst/large
  : >src/empty
  ln src/large src/dir/linked
  ln -s large src/symlink
  mkfifo src/fifo
  : >dst/gone/file
  # Directories differ in time whenever they are made.
  touch -d '2020-01-01' src src/dir src/dir/sub
  touch -d '2021-01-01' dst dst/dir dst/gone dst/gone/deep
}

for options in '' --no-h -h -hh -n -H --delete '-v --delete' -W '-c --delete' \
  '--info=stats1' '--info=stats2' '--exclude=large' --no-links; do
  ORDER=sort
  # shellcheck disable=SC2086  # words
  same_as_rsync trees -a --stats $options src/ dst/
  test "$options" != '' || ORDER=cat same_as_rsync trees -a --stats src/ dst/
done

# --progress knows how much there is: what is copied already is no part of it,
# nor is what a rule leaves out.
remove src dst
mkdir -p src/dir dst
for name in 1 2 there out dir/out; do
  head -c 400000 /dev/zero >src/$name
done
cp -p src/there dst
returns 0 usync --mirror --progress=json --bwlimit=1500 --exclude=/out src/ dst \
  >out 2>err
grep '"type":"status"' err | head -n 1 >first
grep -q '"percent":100' first && fail_ "all is done at the beginning: $(cat err)"
grep -q '"bytes_total":1[26]00000,' first \
  || fail_ "not all is counted: $(cat err)"
tail -n 2 err | head -n 1 >last
says last '"percent":100.000000,"files_done":3,"files_total":3'

# The JSON form goes to standard error, and leaves the output alone.
json ()
{
  remove src dst
  trees
  returns 0 usync --mirror --stats=json src/ dst/ >out 2>err
  silent out
  test "$(wc -l <err)" = 1 || fail_ "there is not one line: $(cat err)"
  for part in '"type":"stats"' '"dry_run":false' \
    '"created":{"files":2,"directories":1,"links":1,"devices":0,"specials":1}' \
    '"deleted":{"files":0,"directories":0,"links":0,"devices":0,"specials":0}' \
    '"transferred_files":3' '"total_size":2469145' '"matched_bytes":0'; do
    says err "$part"
  done
}
each_engine json
