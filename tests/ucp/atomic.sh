#!/bin/sh
# --atomic: what is copied appears whole, what was there stays until then, and
# nothing else is different from a copy without it.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# no_litter DIR: fail if there is a temporary name in it.
no_litter ()
{
  found_=$(find "$1" -name '.ucp-*')
  test -z "$found_" || fail_ "left behind: $found_"
}

make_tree src
long=$(printf '%0255d' 0)
mkdir names
echo long >"names/$long"
ln -s "$long" "names/1$(printf '%0254d' 0)"
mkfifo "names/2$(printf '%0254d' 0)"

fresh ()
{
  returns 0 ucp -a --atomic src "fresh.$engine" >out 2>&1
  silent out
  same_tree src "fresh.$engine"
  returns 0 ucp -a --atomic names "names.$engine" >out 2>&1
  # Once more, onto what is there.
  returns 0 ucp -aT --atomic src "fresh.$engine" >out 2>&1
  returns 0 ucp -aT --atomic names "names.$engine" >out 2>&1
  silent out
  same_tree src "fresh.$engine"
  same_tree names "names.$engine"
  no_litter .
}
each_engine fresh

# A file that is replaced is another one: who has the old one open keeps it,
# its other names too.  It has the old one's permissions and owner.
replaced ()
{
  rm -rf dir
  mkdir dir
  echo new >dir/new
  echo old >dir/old
  ln dir/old dir/other
  ln -s old dir/link
  chmod 640 dir/old
  test "$(id -u)" != 0 || chown 12:34 dir/old
  lacks_feature USE_ACL || setfacl -m u:1234:r dir/old 2>/dev/null || :
  getfacl -n dir/old 2>/dev/null >before || :
  stat -c '%a %u %g' dir/old >>before
  exec 3<dir/old
  returns 0 ucp --atomic dir/new dir/link
  test "$(cat <&3)" = old || fail_ "the old file was written"
  exec 3<&-
  test "$(cat dir/old dir/other dir/link)" = 'new
old
new' || fail_ "wrong contents"
  test -h dir/link || fail_ "the symbolic link has gone"
  getfacl -n dir/old 2>/dev/null >after || :
  stat -c '%a %u %g' dir/old >>after
  compare before after

  # What is no file is written to.
  returns 0 ucp --atomic dir/new /dev/null
  test -c /dev/null || fail_ "/dev/null has gone"
  returns 0 ucp --atomic dir/new /dev/stdout >out
  test "$(cat out)" = new || fail_ "/dev/stdout"
  returns 1 ucp --atomic dir/new dir/missing/name 2>err
  says err "'dir/missing/': No such file or directory"
  ln -s nowhere dir/dangling
  returns 1 ucp --atomic dir/new dir/dangling 2>err
  says err "not writing through dangling symlink 'dir/dangling'"
  no_litter dir
}
each_engine replaced

# Files of all kinds in each other's place.
kinds ()
{
  rm -rf a b
  mkdir a b
  echo file >a/file
  mkfifo a/fifo
  ln -s file a/link
  ln a/file a/hard
  echo x >b/file
  ln b/file b/other
  ln -s nowhere b/fifo
  echo y >b/link
  echo z >b/hard
  returns 0 ucp -aT --atomic --remove-destination a b 2>err
  silent err
  rm b/other
  touch -r a b
  same_tree a b
  no_litter b
}
each_engine kinds
