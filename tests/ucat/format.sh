#!/bin/sh
# What -n, -b, -s, -v, -E and -T show, alone and together, written out.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

# shows 'EXPECTED' ARG...: fail unless 'ucat ARG...' shows EXPECTED, which is in
# printf's notation.
shows ()
{
  # shellcheck disable=SC2059  # it is a format
  printf "$1" >expected
  shift
  ucat "$@" >actual || fail_ "ucat $* failed"
  cmp expected actual >&9 2>&9 && return
  od -c actual | head -n 20 >&9
  fail_ "'ucat $*' shows what is above"
}

# shows_input 'INPUT' 'EXPECTED' ARG...: of standard input.
shows_input ()
{
  # shellcheck disable=SC2059
  printf "$1" >input
  shift
  shows "$@" <input
}

once ()
{
  shows_input 'a\n\nb\n' '     1\ta\n     2\t\n     3\tb\n' -n
  shows_input 'a\n\nb\n' '     1\ta\n\n     2\tb\n' -b
  shows_input 'a\n\nb\n' '     1\ta\n\n     2\tb\n' -n -b
  shows_input 'a\n\nb\n' '     1\ta\n\n     2\tb\n' -b -n
  shows_input '\n\n\na\n\n\n' '\na\n\n' -s
  shows_input '\n\n\na\n\n\n' '     1\t\n     2\ta\n     3\t\n' -sn
  shows_input '\n\n\na\n\n\n' '\n     1\ta\n\n' -sb
  shows_input '\n \na' '$\n $\na' -E
  shows_input '\n \na' '     1\t$\n     2\t $\n     3\ta' -nE
  shows_input 'a\tb\n' 'a^Ib\n' -T
  shows_input 'a\tb\001\n' 'a\tb^A\n' -v
  shows_input '' '' -A
  shows_input '\000\037\177\200\237\240\376\377' '^@^_^?M-^@M-^_M- M-~M-^?' -v
  shows_input '\011\211\212\n' '\tM-^IM-^J\n' -v
  shows_input '\011\211\212\n' '^IM-^IM-^J$\n' -A
  shows_input '\011\211\212\n' '\tM-^IM-^J$\n' -e
  shows_input '\011\211\212\n' '^IM-^IM-^J\n' -t
  shows_input '\011\211\212\n' '\011\211\212\n' -u

  # A carriage return is shown where it would spoil the mark of the end.
  shows_input 'a\r\nb\rc\r\r\n\r\n\r' 'a^M$\nb\rc\r^M$\n^M$\n\r' -E
  shows_input 'a\r\n' '     1\ta\r\n' -n -u -T -s
  shows_input 'a\r\n\r' 'a^M$\n^M' -e

  # Lines, their numbers and blank lines go on from file to file.
  printf 'a\n\n' >one
  printf '\n\nb' >two
  printf 'c\r' >three
  printf '\nd\r' >four
  : >five
  shows 'a\n\nb' -s one two
  shows 'a\n\nbc\r\nd\r' -s one two three four five
  shows '     1\ta\n     2\t\n     3\tbc\r\n     4\td\r' \
    -sn one five two three four
  shows '     1\ta$\n$\n$\n$\n     2\tbc^M$\n     3\td\r' \
    -bE one two three five four
  shows '$\nd\rx^M$\n' -E four - <<END
x$(printf '\r')
END

  # A file that is not there interrupts nothing.
  printf '     1\ta\n     2\t\n     3\t\n     4\t\n     5\tb' >expected
  returns 1 ucat -n one no-such-file two >actual 2>err
  cmp expected actual || fail_ "what follows a missing file is shown otherwise"
  says err 'ucat: no-such-file: No such file or directory'
}
each_engine once

# Numbers grow beyond their six places.
yes '' | head -n 1000001 >many
ucat -n many | tail -n 3 >actual
printf '999999\t\n1000000\t\n1000001\t\n' >expected
compare expected actual
