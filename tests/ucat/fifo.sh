#!/bin/sh
# Nothing is held back: each line that comes through a fifo goes on before the
# next one is written.  A fifo is opened when it is its turn, and not before.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

mkfifo in out
noise file 100

# passes_on [OPTION]: each answer is waited for.
passes_on ()
{
  ucat "$@" in file - </dev/null >out &
  exec 4<out 3>in
  for line in one two three; do
    echo $line >&3
    read -r answer <&4
    case $answer in
      *$line*) ;;
      *) fail_ "'$answer' came for '$line'" ;;
    esac
  done
  printf unfinished >&3
  answer=$(dd bs=100 count=1 <&4 2>/dev/null)
  case $answer in
    *unfinished) ;;
    *) fail_ "'$answer' came for what has no end of line" ;;
  esac
  exec 3>&-
  cat <&4 >rest
  exec 4<&-
  wait
}

once ()
{
  passes_on
  same file rest
  passes_on -u
  same file rest
  for option in -n -b -E -vT -s; do
    passes_on $option
  done

  # Had ucat opened the fifo early, opening its other end would not wait.
  noise f1 10
  ucat f1 f1 f1 in f1 >out &
  exec 4<out
  (echo text >in; echo opened >mark) &
  { cat f1 f1 f1; echo text; cat f1; } >expected
  cat <&4 >rest
  exec 4<&-
  wait
  same expected rest
}
each_engine once
