#!/bin/sh
# --files0-from: names from a list.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

echo a >a
echo b >b
echo c >-
echo text >'new
line'

once ()
{
  printf 'a\0b\0new\nline\0-\0a' >list
  returns 0 usync --files0-from=list --stats=json 2>err
  test "$(number files err)" = 5 || fail_ "$(number files err) files"
  cat list | quietly usync --files0-from=-
  quietly usync -d --files0-from=list
  quietly usync -f --files0-from=list
  quietly usync --files0-from=/dev/null
  quietly usync -d --files0-from=/dev/null

  printf 'a\0\0missing\0b\0' >list
  returns 1 usync --files0-from=list --stats=json 2>err
  says err "usync: list:2: invalid zero-length file name"
  says err "usync: error opening 'missing': No such file or directory"
  test "$(number files err)" = 2 || fail_ "$(number files err) files"

  mkdir -p tree
  echo x >tree/x
  printf 'tree\0a\0' >list
  returns 0 usync -r --files0-from=list --stats=json 2>err
  test "$(number files err)" = 2 || fail_ "$(number files err) files"

  returns 1 usync --files0-from=nowhere 2>err
  says err "usync: cannot open 'nowhere' for reading: No such file"
  returns 1 usync --files0-from=list a 2>err
  says err "usync: extra operand 'a'"
  says err "file operands cannot be combined with --files0-from"
  returns 1 usync --files0-from=. 2>err
  says err "usync: .: read error: Is a directory"
}
each_engine once
