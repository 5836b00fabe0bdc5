#!/bin/sh
# Long options may be shortened as long as they stay clear.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  mkdir src
  echo file >src/file
}
same_as_cp setup --rec src copy
same_as_cp setup --arch src copy
same_as_cp setup --verb --recurs src copy
same_as_cp setup --no-targ src/file copy
same_as_cp setup --targ=src src/file
same_as_cp setup --one --rec src copy

# Options of the suite are not, and the message says so.
echo file >file
for word in --progres --stat --engin=sync --queue --bwlim=1M; do
  returns 1 ucp $word file copy 2>err
  lacks copy
  says err "ucp: write --$(echo "${word%%=*}" | sed 's/^--//')"
  says err ' in full if that is meant'
done
returns 1 ucp --recursif file copy 2>err
! grep 'in full' err >&9 || fail_ "a hint that leads nowhere"

# Numbers that make no sense are refused with what would.
for option in --queue-depth=0 --queue-depth= --queue-depth=x \
  --queue-depth=99999999999999999999 --queue-depth=-1; do
  returns 1 ucp $option file copy 2>err
  grep 'invalid --queue-depth argument.* it must be from 1 to 4096$' err \
    >/dev/null || fail_ "for $option: $(cat err)"
done
for option in --chunk-size=1 --chunk-size=2G --chunk-size=4X; do
  returns 1 ucp $option file copy 2>err
  grep 'invalid --chunk-size argument.* it must be from 4K to 1G$' err \
    >/dev/null || fail_ "for $option: $(cat err)"
done
lacks copy
