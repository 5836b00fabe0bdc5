#!/bin/sh
# --help and --version, and where dd takes them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

returns 0 udd --help >help 2>err
silent err
says help 'Usage: udd [OPERAND]...'
for operand in bs cbs conv count ibs if iflag iseek obs of oflag oseek seek skip \
  status engine qd; do
  says help "$operand="
done
for option in --help --version --engine --queue-depth --chunk-size --direct \
  --iopoll --sqpoll --nocache --progress --stats; do
  says help " $option"
done
! grep -e --workers help || fail_ "udd has one thread"
test "$(awk 'length > 80' help | wc -l)" = 0 || fail_ "lines over 80 columns"

returns 0 udd --version >version 2>err
silent err
head -n 1 version | grep '^udd (uringutils) [0-9]' >/dev/null \
  || fail_ "--version says: $(head -n 1 version)"

# Anywhere, abbreviated, and before operands are looked at.
for words in --h 'foo --help' 'bs=0 --hel if=missing' '--help --version'; do
  # shellcheck disable=SC2086  # words
  returns 0 udd $words >again
  compare help again
done
returns 0 udd if=missing --vers >again
compare version again

# Not after --, and not after the first operand where POSIX has its way.
returns 1 udd -- --help >out 2>err
silent out
says err "unrecognized operand '--help'"
returns 1 env POSIXLY_CORRECT=1 udd foo --help >out 2>err
silent out
says err "unrecognized operand 'foo'"

# What is read is written.
returns 1 udd --help >/dev/full 2>err
says err 'udd: write error: No space left on device'
returns 1 udd --version >&- 2>err
says err 'udd: write error: Bad file descriptor'
returns 0 udd --help >out 2>&-
compare help out
