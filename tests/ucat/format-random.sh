#!/bin/sh
# Whatever the bytes and the options, and wherever a read or a file ends, what
# is shown is what cat shows.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

all_options='-n -b -s -E -T -v -A -e -t -ns -bs -nE -bE -sE -nT -nv -bA -nA -nbsA
             -sET -snv -bsEv -bsET'

test "$(printf 'a\r\n' | cat -E)" = 'a^M$' \
  || skip_ "this cat -E does not show carriage returns"

# random BYTES: so many bytes of any kind.
random ()
{
  head -c "$1" /dev/urandom
}

# likely SET: of standard input, the upper half of all bytes becomes one of SET,
# as tr has it.
likely ()
{
  tr '\200-\377' "$1"
}

# same KIND FILE...: fail unless ucat shows FILEs as cat does, named and piped,
# with each fourth of the options: the others come with other files.
turn=0
same ()
{
  kind=$1
  shift
  for option in $all_options; do
    turn=$((turn + 1))
    test $((turn % 4)) = 0 || continue
    cat "$option" "$@" >expected
    ucat "$option" "$@" >actual || fail_ "ucat $option failed"
    cmp -s expected actual || differs "$@"
    cat "$@" | dd bs="$piece" 2>/dev/null | ucat "$option" >actual \
      || fail_ "ucat $option failed"
    cmp -s expected actual || differs "$@"
  done
}

differs ()
{
  echo "--- $kind, the beginning of the input:" >&9
  cat "$@" | od -An -to1 | head -n 40 >&9
  fail_ "'ucat $option' differs from cat: $(cmp expected actual 2>&1)"
}

# all_kinds BYTES: three files of up to so many bytes, of each kind of data.
all_kinds ()
{
  for part in 1 2 3; do
    size=$(($1 / part))
    random $size >"binary.$part"
    random $size | likely '[\n*32][\r*32][\t*32][a*]' >"ends.$part"
    random $size | likely '[\n*60][a*]' >"short.$part"
    random $size | tr '\000-\377' '[\n*3][\r*1][\t*4][\303*8][a*]' >"text.$part"
    random $size | tr '\000-\377' '[\n*250][a*]' >"blank.$part"
    random $size | tr '\000-\377' '[\r*20][a*]' >"no-line.$part"
  done
  for kind in binary ends short text blank no-line; do
    same "$kind" "$kind.1" "$kind.2" "$kind.3"
  done
}

once ()
{
  piece=7
  for size in 0 1 15 16 17 40 300; do
    all_kinds $size
  done
  # Around what is read at once.
  piece=50001
  for size in 131072 131073 400000; do
    all_kinds $size
  done
}
each_engine once

# A carriage return is the last of one read, its newline the first of the next.
for size in 131071 262143; do
  random $size | tr '\r\n' ab >ends-there
  printf '\r\n\r\n' >>ends-there
  cat -E ends-there >expected
  ucat -E ends-there >actual
  cmp expected actual >&9 || fail_ "a line that ends after $size bytes differs"
done
