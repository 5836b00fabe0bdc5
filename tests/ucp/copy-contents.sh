#!/bin/sh
# With --copy-contents what is not a regular file is read, in trees too.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src
  echo file >src/file
  ln -s file src/link
  mktree --only=special src/special 2>/dev/null
  find src/special -type p -delete
}
same_as_cp_unordered setup -R --copy-contents src copy
same_as_cp_unordered setup -RL --copy-contents src copy

once ()
{
  mkdir src
  mkfifo -m 640 src/fifo
  echo file >src/file
  test "$(id -u)" != 0 || mknod src/empty c 1 3
  { echo one; sleep 0.2; echo two; } >src/fifo &
  returns 0 timeout 60 ucp -R --copy-contents src copy
  wait
  printf 'one\ntwo\n' >expected
  compare expected copy/fifo
  test -f copy/fifo || fail_ "copy/fifo is a fifo"
  test "$(stat -c %a copy/fifo)" = 640 || fail_ "wrong mode of copy/fifo"
  test "$(id -u)" != 0 || test -f copy/empty || fail_ "copy/empty is a device"
  # -a is -R too.
  echo again >src/fifo &
  returns 0 timeout 60 ucp -a --copy-contents src/fifo copied
  wait
  test "$(cat copied)" = again || fail_ "wrong contents"
  remove src copy copied
}
each_engine once
