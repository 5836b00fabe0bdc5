#!/bin/sh
# The examples in README.md and the manual page use options that there are, and
# what they claim to be a command can be parsed.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

# examples TOOL: what README.md and the page have, one a line.
examples ()
{
  # README.md's are the lines of its indented and fenced blocks.
  grep -E "^(    |\\$ )?.*\<$1 .*" "$abs_top_srcdir/README.md" \
    | sed -nE 's/^    //p'
  # The page's stand between .EX and .EE.
  sed -n '/^\.EX/,/^\.EE/{/^\./!p}' "$abs_top_srcdir/man/$1.1" \
    | sed 's/\\-/-/g; s/\\e/\\/g'
}

# known WORD: fail unless each option in WORD is one of $tool's, and each
# operand of udd's too.
known ()
{
  case $1 in
    --) ;;
    --*)
      grep -xF -e "${1%%=*}" $table.options >/dev/null \
        || fail_ "no such option: $1 (in: $line)" ;;
    -?*)
      # A cluster of letters, up to one that takes the rest as its argument.
      letters=${1#-}
      while test -n "$letters"; do
        rest=${letters#?}
        letter=-${letters%"$rest"}
        grep -xF -e "$letter" $table.options >/dev/null \
          || fail_ "no such option: $letter (in: $line)"
        case $letter in
          -j | -t) rest= ;;
        esac
        letters=$rest
      done ;;
    *)
      test $tool != udd || grep -xF -e "${1%%=*}" udd.operands >/dev/null \
        || fail_ "no such operand: $1 (in: $line)" ;;
  esac
}

# The words behind the name, up to the end of the simple command.
check_lines ()
{
  while read -r line; do
    command=$(printf '%s\n' "$line" | sed -nE "s/(^|.*[ /])$tool //p" \
              | sed -E 's/ *(#|\||;|&|2?>).*//')
    test -n "$command" || continue
    case " $command " in
      *' --mirror '*) table=usync-mirror ;;
      *) table=$tool ;;
    esac
    for word in $command; do
      known "$word"
    done
  done
}

help_operands udd >udd.operands
for tool in $option_tables; do
  list_options $tool
done
for tool in $documented_tools; do
  examples $tool >examples
  test "$(grep -c "\<$tool " examples)" -ge 4 \
    || fail_ "only $(grep -c "\<$tool " examples) examples of $tool found"
  sh -n examples || fail_ "an example is no shell command"
  check_lines <examples
done
