#!/bin/sh
# The examples in README.md and the manual page use options that there are, and
# what they claim to be a command can be parsed.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

list_options ucp

# README.md's are the lines of its indented and fenced blocks.
grep -E '^(    |\$ )?.*\<ucp .*' "$abs_top_srcdir/README.md" \
  | sed -nE 's/^    //p' >examples
# The page's stand between .EX and .EE.
sed -n '/^\.EX/,/^\.EE/{/^\./!p}' "$abs_top_srcdir/man/ucp.1" \
  | sed 's/\\-/-/g; s/\\e/\\/g' >>examples
test "$(grep -c '\<ucp ' examples)" -ge 15 \
  || fail_ "only $(grep -c '\<ucp ' examples) examples found"

sh -n examples || fail_ "an example is no shell command"

# known WORD: fail unless each option in WORD is one of ucp's.
known ()
{
  case $1 in
    --) ;;
    --*)
      grep -xF -e "${1%%=*}" ucp.options >/dev/null \
        || fail_ "no such option: $1 (in: $line)" ;;
    -?*)
      # A cluster of letters, up to one that takes the rest as its argument.
      letters=${1#-}
      while test -n "$letters"; do
        rest=${letters#?}
        letter=-${letters%"$rest"}
        grep -xF -e "$letter" ucp.options >/dev/null \
          || fail_ "no such option: $letter (in: $line)"
        case $letter in
          -j | -t) rest= ;;
        esac
        letters=$rest
      done ;;
  esac
}

while read -r line; do
  # What follows the name ucp, up to the end of the simple command.
  command=$(printf '%s\n' "$line" | sed -nE 's/(^|.*[ /])ucp //p' \
            | sed -E 's/ *(#|\||;|&|2?>).*//')
  test -n "$command" || continue
  for word in $command; do
    known "$word"
  done
done <examples
