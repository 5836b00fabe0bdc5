#!/bin/sh
# --help and the manual page list the same options.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

list_options ucp
man_options "$abs_top_srcdir/man/ucp.1" >man.options

comm -23 ucp.options man.options >only
test ! -s only || fail_ "not in man/ucp.1: $(tr '\n' ' ' <only)"
comm -13 ucp.options man.options >only
test ! -s only || fail_ "in man/ucp.1, and not in --help: $(tr '\n' ' ' <only)"

# The program takes them all: those with an argument complain for want of it,
# none is unknown.
while read -r option; do
  ucp "$option" >out 2>err || :
  ! grep -E 'unrecognized option|invalid option' err >/dev/null \
    || fail_ "ucp does not know $option, which --help lists"
done <ucp.options

# The words that options take are those that the manual gives.
words ()
{
  ucp "$1=no-such-word" x y 2>&1 >/dev/null \
    | sed -nE "s/^ *- [^a-z]*([a-z]+)[^a-z]*$/\1/p"
}
for option in --preserve --reflink --sparse --engine --progress --stats; do
  words $option >words
  test -s words || fail_ "$option names no words"
  while read -r word; do
    grep -E "^\.BR? .*\<$word\>|\\\\fB$word\\\\f" \
      "$abs_top_srcdir/man/ucp.1" >/dev/null \
      || fail_ "man/ucp.1 does not tell of $option=$word"
  done <words
done

# The page is one that man can show.
if command -v man >/dev/null && command -v groff >/dev/null; then
  LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 \
    man --warnings -E UTF-8 -l -Tutf8 -Z "$abs_top_srcdir/man/ucp.1" \
    2>warnings >/dev/null || fail_ "man cannot show man/ucp.1"
  silent warnings
else
  note_ "no man and groff here to format the page with"
fi
