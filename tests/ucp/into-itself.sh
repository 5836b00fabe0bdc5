#!/bin/sh
# A directory is not copied into itself, and the rest still is.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src src/sub other
  echo b >src/sub/b
  echo c >other/c
  ln -s src link
}
# cp stops at the place where it meets itself, and how much it has by then
# depends on the order of names, so only messages are compared.
same_messages ()
{
  order_=cat
  run_tool_ cp setup "$@"
  each_engine same_messages_once "$@"
}
same_messages_once ()
{
  run_tool_ ucp setup "$@"
  compare cp.status ucp.status
  compare cp.err ucp.err
  test "$(find ucp.dir | wc -l)" -lt 20 || fail_ "'ucp $*' went on and on"
}
same_messages -r src src
same_messages -r src src/copy
same_messages -r src src/sub
same_messages -a src src/sub/copy
same_messages -r src link
same_messages -r . copy
same_messages -r src/. src/copy
same_messages -r other src/sub other

once ()
{
  remove src other
  mkdir src src/sub src/more other
  echo c >other/c
  for i in 1 2 3 4 5 6 7 8 9; do
    echo $i >src/file-$i
    echo $i >src/more/file-$i
  done
  returns 1 ucp -a src src/sub/copy 2>err
  says err "cannot copy a directory, 'src', into itself, 'src/sub/copy'"
  test "$(wc -l <err)" = 1 || fail_ "more than one message: $(cat err)"
  for i in 1 2 3 4 5 6 7 8 9; do
    compare src/file-$i src/sub/copy/file-$i
    compare src/more/file-$i src/sub/copy/more/file-$i
  done
  remove src/sub/copy
  # What another source made within the first is not that source.
  returns 1 ucp -a other src src/sub 2>err
  says err "cannot copy a directory, 'src', into itself, 'src/sub/src'"
  test "$(wc -l <err)" = 1 || fail_ "more than one message: $(cat err)"
  exists src/sub/other/c src/sub/src/more/file-1
  # Nor does it keep the operands after it from being copied.
  remove src other
  setup
  returns 1 ucp -r other src/sub other 2>err
  exists other/other/c other/sub/b
  # Of two that go to one directory the one that meets it is named.
  remove src other
  mkdir -p one/dir two/dir/dst
  echo 1 >one/dir/first
  echo 2 >two/dir/second
  returns 1 ucp -r one/dir two/dir two/dir/dst 2>err
  says err "cannot copy a directory, 'two/dir', into itself, 'two/dir/dst/dir'"
  test "$(wc -l <err)" = 1 || fail_ "more than one message: $(cat err)"
  exists two/dir/dst/dir/first two/dir/dst/dir/second
  remove one two
}
each_engine once
