#!/bin/sh
# Every option, by its letter, its name and what that is abbreviated to.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

printf '\n\n\n\na\tb\n\n\n\r\nc\r\n\001\200\377\n\n\nd' >text
printf '\n\ne\r' >further
: >empty

for option in -A -b -e -E -n -s -t -T -u -v --show-all --number-nonblank \
  --show-ends --number --squeeze-blank --show-tabs --show-nonprinting \
  --number-n --sq --show-a --show-n -bn -nb -sn -An -bsE -nsT -vu; do
  same_as_cat $option text
  same_as_cat text $option further empty text
done
same_as_cat -n empty
same_as_cat text -- further
same_as_cat text --no-such-option
same_as_cat --show text
same_as_cat -x text
same_as_cat --number=3 text

# Ours are never abbreviated.
returns 1 ucat --files0 text >out 2>err
silent out
says err "write --files0-from in full if that is meant"
returns 1 ucat --workers=2 text >out 2>err
says err "unrecognized option '--workers=2'"
