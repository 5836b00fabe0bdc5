#!/bin/sh
# --help and the manual page of each tool list the same options and words.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

# same_lists WHAT: what help.list and man.list say of $tool is the same.
same_lists ()
{
  comm -23 help.list man.list >only
  test ! -s only || fail_ "$1 not in $tool.page: $(tr '\n' ' ' <only)"
  comm -13 help.list man.list >only
  test ! -s only \
    || fail_ "$1 in $tool.page, and not in --help: $(tr '\n' ' ' <only)"
}

# The program takes all options: those with an argument complain for want of
# it, none is unknown.
takes_options ()
{
  while read -r option; do
    $tool "$option" </dev/null >out 2>err || :
    ! grep -E 'unrecognized option|invalid option' err >/dev/null \
      || fail_ "$tool does not know $option, which --help lists"
  done <"$tool.options"
}

# words OPTION: those that it takes.
words ()
{
  $tool "$1=no-such-word" x y 2>&1 >/dev/null \
    | sed -nE "s/^ *- [^a-z]*([a-z]+)[^a-z]*$/\1/p"
}

# The words that an option takes are those that the manual gives.
explains_words ()
{
  for option; do
    words "$option" >words
    test -s words || fail_ "$option of $tool names no words"
    while read -r word; do
      grep -E "^\.(BR?|IP) .*\<$word\>|\\\\fB$word\\\\f" \
        "$tool.page" >/dev/null \
        || fail_ "$tool.page does not tell of $option=$word"
    done <words
  done
}

# The page is one that man can show.
can_be_shown ()
{
  LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 \
    man --warnings -E UTF-8 -l -Tutf8 -Z "$abs_top_srcdir/man/$tool.1" \
    2>warnings >/dev/null || fail_ "man cannot show man/$tool.1"
  silent warnings
}

for tool in $option_tables; do
  list_options $tool
  cp $tool.options help.list
  man_options "$(page_of $tool)" >man.list
  same_lists options
  takes_options
  test $tool = usync-mirror || explains_words --engine --progress --stats
done

tool=usync-mirror
explains_words --lock

tool=ucp
explains_words --preserve --reflink --sparse

# dd's operands, and the words of their lists.
tool=udd
help_operands udd >help.list
test "$(wc -l <help.list)" -ge 15 || fail_ "no operands found in udd --help"
man_operands "$abs_top_srcdir/man/udd.1" >man.list
same_lists operands
# words_of LIST SECTION
words_of ()
{
  help_words udd "$1" >help.list
  test "$(wc -l <help.list)" -ge 13 || fail_ "no words of $1 in udd --help"
  man_words "$abs_top_srcdir/man/udd.1" "$2" >man.list
  same_lists "words of $1"
}
words_of CONV CONVERSIONS
words_of FLAG FLAGS
for operand in $(help_operands udd); do
  udd "$operand=" </dev/null >out 2>err || :
  ! grep unrecognized err \
    || fail_ "udd does not know $operand=, which --help lists"
done
for word in $(help_words udd CONV); do
  udd cbs=1 "conv=$word" count=0 </dev/null >out 2>err || :
  ! grep 'invalid conversion' err || fail_ "udd does not know conv=$word"
done
for word in $(help_words udd FLAG); do
  udd "iflag=$word" count=0 </dev/null >out 2>err || :
  grep 'invalid input flag' err >/dev/null || continue
  udd "oflag=$word" count=0 </dev/null >out 2>err || :
  ! grep 'invalid output flag' err || fail_ "udd does not know the flag $word"
done

if command -v man >/dev/null && command -v groff >/dev/null; then
  for tool in $documented_tools; do
    can_be_shown
  done
else
  note_ "no man and groff here to format the pages with"
fi
