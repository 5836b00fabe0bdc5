#!/bin/sh
# bash, zsh and fish complete the options that --help lists, and their words.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

lists=$abs_top_srcdir/completions

# The options that completion of $tool knows in each shell, without
# descriptions, which name options, too: in the files SHELL.options.
options_of_shells ()
{
  for shell in bash zsh fish; do
    awk -v shell=$shell -v tool=$tool -f "$lists/shells.awk" \
      "$lists/$tool.list" "$lists/suite.list" >$tool.$shell 2>err
    silent err
  done
  grep -oE -e "[ ']--[a-z0-9-]+" $tool.bash | tr -d " '" | sort -u >bash.options
  sed -E "s/\[.*//; s/^  '[^']*'//" $tool.zsh \
    | grep -oE -e '--[a-z0-9-]*[a-z0-9]' | sort -u >zsh.options
  sed "s/ -d '.*//" $tool.fish | sed -nE 's/.* -l ([a-z0-9-]+).*/--\1/p' \
    | sort -u >fish.options
}

same_options ()
{
  grep '^--' $tool.options >long.options
  for shell in bash zsh fish; do
    comm -23 long.options $shell.options >only
    test ! -s only \
      || fail_ "not in completions/$tool.list ($shell): $(tr '\n' ' ' <only)"
    comm -13 long.options $shell.options >only
    test ! -s only \
      || fail_ "completed by $shell, not in $tool --help: $(tr '\n' ' ' <only)"
  done
}

# rows: those of options that $tool has, as NAME ARGUMENT.
rows ()
{
  awk -F '|' '/^#/ || $2 == "" || $1 == "=" { next }
    $1 == "-" { without[$2]; next }
    !($2 in without) { print $2, $3 }' "$lists/$tool.list" "$lists/suite.list"
}

# An option has an argument here where it has one there: '=WORD', '[=WORD]'.
same_arguments ()
{
  $tool --help | sed -nE 's/^ {2,6}-/-/; /^-/!d; s/  .*//; s/\[=/?/
    s/.*(--[a-z0-9-]+)([?=]).*/\1 \2/p' | sort -u >arguments.help
  rows | awk '$2 != "" { print "--" $1, substr ($2, 1, 1) }' | sort -u \
    >arguments.lists
  compare arguments.help arguments.lists
}

# The words that $tool takes are those that are offered.
same_words ()
{
  rows | sed -nE 's/^([^ ]+) .\*?([a-z].*)/\1 \2/p' >with.words
  test "$(wc -l <with.words)" -ge 3 || fail_ "few options with words found"
  while read -r option words; do
    $tool "--$option=no-such-word" x y 2>&1 >/dev/null \
      | sed -nE "s/^ *- //p" | tr -c 'a-z0-9\n-' ' ' | tr ' ' '\n' \
      | grep . | sort >takes || :
    test -s takes || continue
    echo "$words" | tr ',' '\n' | while read -r word; do
      grep -x "$word" takes >/dev/null \
        || fail_ "--$option=$word is offered, and unknown to $tool"
    done
  done <with.words
}

for tool in $option_tables; do
  list_options $tool
  options_of_shells
  same_options
  same_arguments
  same_words
done

# usync's two lists in one file, as it is installed.
for shell in bash zsh fish; do
  awk -v shell=$shell -v tool=usync -v under=mirror -f "$lists/shells.awk" \
    "$lists/usync-mirror.list" "$lists/suite.list" >usync.$shell
  awk -v shell=$shell -v tool=usync -v beside=mirror -f "$lists/shells.awk" \
    "$lists/usync.list" "$lists/suite.list" >>usync.$shell
done

# udd's operands and their words.
grep '^=' "$lists/udd.list" | cut -d '|' -f 2 | sort >operands.list
help_operands udd >operands.help
compare operands.help operands.list
# same_list OPERANDS LIST: what is offered for them are the words of --help.
same_list ()
{
  sed -nE "s/^=\|($1)\|=\*([^|]*).*/\2/p" "$lists/udd.list" | tr ',' '\n' \
    | sort -u >words.list
  help_words udd "$2" >words.help
  compare words.help words.list
}
same_list conv CONV
same_list 'iflag|oflag' FLAG

# What the shells make of them.
tries=0
# bash_offers EXPECTED WORD...: fail unless that is what bash offers for the last
# word of '$tool WORD...'.
bash_offers ()
{
  expected=$1
  shift
  tries=$((tries + 1))
  bash -c 'compopt () { :; }
    tool=$0
    . ./$tool.bash
    COMP_WORDS=($tool "$@") COMP_CWORD=$#
    _uringutils_$tool
    printf "%s\n" "${COMPREPLY[@]}"' $tool "$@" | sort | tr '\n' ' ' >got
  test "$(cat got)" = "$expected" \
    || fail_ "bash offers '$(cat got)' for '$*', not '$expected'"
}
if command -v bash >/dev/null; then
  tool=ucp
  bash_offers '--engine= ' --eng
  bash_offers 'auto sync uring ' --engine =
  bash_offers 'sync ' --engine = s
  bash_offers 'sync ' --engine s
  bash_offers 'mode,timestamps ' --preserve = mode,t
  bash_offers '--progress ' --progr
  bash_offers ' ' -- --progr
  mkdir directory
  : >dirt
  bash_offers 'directory ' -t dir
  bash_offers ' ' dir
  tool=udd
  bash_offers 'conv= count= ' co
  bash_offers 'noerror,sync ' conv = noerror,syn
  bash_offers 'progress ' status = p
  bash_offers 'uring ' engine = u
  bash_offers ' ' if = dir
  bash_offers '--sqpoll --stats ' --s
  tool=usync
  bash_offers '--data ' --da
  bash_offers '--links ' --mirror --links
  bash_offers 'fail ' --mirror --lock = f
  bash_offers ' ' --link
fi
if command -v zsh >/dev/null; then
  zsh -n ucp.zsh
  zsh -n udd.zsh
  zsh -n usync.zsh
  tries=$((tries + 1))
fi
if command -v fish >/dev/null; then
  HOME=$(pwd) fish --no-execute ucp.fish
  HOME=$(pwd) fish --no-execute udd.fish
  HOME=$(pwd) fish --no-execute usync.fish
  HOME=$(pwd) fish -c 'source ucp.fish; complete -C "ucp --engine=s"' >got
  says got "--engine=sync"
  HOME=$(pwd) fish -c 'source udd.fish; complete -C "udd status=no"' >got
  says got "status=noxfer"
  tries=$((tries + 1))
fi
test $tries != 0 || note_ "none of the shells is here to try it"
