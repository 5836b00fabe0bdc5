#!/bin/sh
# -s makes symbolic links to the sources, as cp does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir -p src/sub dir
  echo file >src/file
  ln src/file src/again
  echo below >src/sub/below
  touch -d 2001-02-03T04:05:06.789 src/file src/sub/below
  ln -s sub/below src/link
  ln -s nowhere src/dangling
  mkfifo src/fifo
  echo old >old
  ln -s file dir/file
}
here=$(mkdir there && cd there && setup && pwd)
same_as_cp setup -s src/file new
same_as_cp setup -s src/file ./new
same_as_cp setup -s src/file .
same_as_cp setup -s src/file src/fifo src/link .
same_as_cp setup -s src/file dir
same_as_cp setup -s src/file dir/new
same_as_cp setup -s src/file 'dir/new name'
same_as_cp setup -s src/file dir/../new
same_as_cp setup -s src/file dir/none/new
same_as_cp setup -s "$here/src/file" dir/new
same_as_cp setup -s "$here/src/file" dir
same_as_cp setup -sv "$here/src/file" "$here/src/fifo" dir/sub
same_as_cp setup -s src new
same_as_cp setup -s src/dangling new
same_as_cp setup -Ps src/dangling src/link .
same_as_cp setup -s missing new
same_as_cp_unordered setup -Rs src new
same_as_cp setup -Rs src/sub new
same_as_cp_unordered setup -Rs "$here/src" new
same_as_cp_unordered setup -RsL "$here/src/sub" "$here/src/link" dir
same_as_cp setup -Rsv "$here/src/sub" new
same_as_cp setup -ps src/file new
same_as_cp setup -s src/file old
same_as_cp setup -sf src/file old
same_as_cp setup -sfv src/file old
same_as_cp setup -sf "$here/src/file" dir/file
same_as_cp setup -sf src/file src/file
same_as_cp setup -s "$here/src/file" src/link
same_as_cp setup -sf "$here/src/file" dir/file
same_as_cp setup -sfT "$here/src/link" src/link
same_as_cp setup -sf src/link .
same_as_cp setup -Rf src/link old
same_as_cp setup -HRf src old
same_as_cp_unordered setup -HRf src/. dir
same_as_cp setup -s --attributes-only src/file new

# With -p a link gets the times of the file that it leads to.
once ()
{
  setup
  returns 0 ucp -ps src/file new
  test "$(stat -c %y new)" = "$(stat -c %y src/file)" \
    || fail_ "the link's time is $(stat -c %y new)"
  remove src dir old new
}
each_engine once
