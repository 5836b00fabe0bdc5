#!/bin/sh
# Without -r what is named is read, be it a pipe or a device, to its end.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 3000000 /dev/urandom >data
mkfifo fifo
once ()
{
  timeout 60 sh -c "cat data >fifo" &
  returns 0 timeout 60 ucp fifo from-fifo
  wait
  compare data from-fifo
  cat data | returns 0 timeout 60 ucp /dev/stdin from-pipe
  compare data from-pipe
  returns 0 timeout 60 ucp /dev/stdin from-file <data
  compare data from-file
  { dd bs=1000 count=1 of=/dev/null status=none
    returns 0 timeout 60 ucp /dev/stdin from-rest; } <data
  test -s from-rest || fail_ "nothing came of standard input"
  returns 0 timeout 60 ucp data /dev/stdout >to-file
  compare data to-file
  returns 0 timeout 60 ucp data /dev/stdout | cat >to-pipe
  compare data to-pipe
  returns 0 timeout 60 ucp data /dev/null
  returns 0 timeout 60 ucp /dev/null empty
  test -f empty && test ! -s empty || fail_ "/dev/null was not read as empty"
  timeout 60 sh -c "cat fifo >through" &
  returns 0 timeout 60 ucp data fifo
  wait
  compare data through
  rm from-* to-* empty through
}
each_engine once
