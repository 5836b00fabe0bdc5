#!/bin/sh
# bash, zsh and fish complete the options that --help lists, and their words.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/docs/common.sh"

lists=$abs_top_srcdir/completions
list_options ucp
grep '^--' ucp.options >long.options

for shell in bash zsh fish; do
  awk -v shell=$shell -v tool=ucp -f "$lists/shells.awk" \
    "$lists/ucp.list" "$lists/suite.list" >ucp.$shell 2>err
  silent err
done

# Descriptions name options, too, and are left out.
grep -oE -e ' --[a-z0-9-]+' ucp.bash | tr -d ' ' | sort -u >bash.options
sed -E "s/\[.*//; s/^  '[^']*'//" ucp.zsh | grep -oE -e '--[a-z0-9-]*[a-z0-9]' \
  | sort -u >zsh.options
sed "s/ -d '.*//" ucp.fish | sed -nE 's/.* -l ([a-z0-9-]+).*/--\1/p' \
  | sort -u >fish.options

for shell in bash zsh fish; do
  comm -23 long.options $shell.options >only
  test ! -s only \
    || fail_ "not in completions/*.list ($shell): $(tr '\n' ' ' <only)"
  comm -13 long.options $shell.options >only
  test ! -s only \
    || fail_ "in completions/*.list ($shell), not in --help: $(tr '\n' ' ' <only)"
done

# An option has an argument here where it has one there: '=WORD', '[=WORD]'.
ucp --help | sed -nE 's/^ {2,6}-/-/; /^-/!d; s/  .*//; s/\[=/?/
  s/.*(--[a-z0-9-]+)([?=]).*/\1 \2/p' | sort -u >arguments.help
awk -F '|' '!/^#/ && $3 != "" && $2 != "" {
  print "--" $2, substr ($3, 1, 1) }' "$lists/ucp.list" "$lists/suite.list" \
  | sort -u >arguments.lists
compare arguments.help arguments.lists

# The words that ucp takes are those that are offered.
awk -F '|' '!/^#/ && $3 ~ /^.\*?[a-z]/ { print $2, substr ($3, 2) }' \
  "$lists/ucp.list" "$lists/suite.list" | tr -d '*' >with.words
test "$(wc -l <with.words)" -ge 7 || fail_ "few options with words found"
while read -r option words; do
  ucp "--$option=no-such-word" x y 2>&1 >/dev/null \
    | sed -nE "s/^ *- //p" | tr -c 'a-z0-9\n-' ' ' | tr ' ' '\n' \
    | grep . | sort >takes || :
  test -s takes || continue
  echo "$words" | tr ',' '\n' | while read -r word; do
    grep -x "$word" takes >/dev/null \
      || fail_ "--$option=$word is offered, and unknown to ucp"
  done
done <with.words

# What the shells make of them.
tries=0
# bash_offers EXPECTED WORD...: fail unless that is what bash offers for the last
# word of 'ucp WORD...'.
bash_offers ()
{
  expected=$1
  shift
  tries=$((tries + 1))
  bash -c 'compopt () { :; }
    . ./ucp.bash
    COMP_WORDS=(ucp "$@") COMP_CWORD=$#
    _uringutils_ucp
    printf "%s\n" "${COMPREPLY[@]}"' bash "$@" | sort | tr '\n' ' ' >got
  test "$(cat got)" = "$expected" \
    || fail_ "bash offers '$(cat got)' for '$*', not '$expected'"
}
if command -v bash >/dev/null; then
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
fi
if command -v zsh >/dev/null; then
  zsh -n ucp.zsh
  tries=$((tries + 1))
fi
if command -v fish >/dev/null; then
  HOME=$(pwd) fish --no-execute ucp.fish
  HOME=$(pwd) fish -c 'source ucp.fish; complete -C "ucp --engine=s"' >got
  says got "--engine=sync"
  tries=$((tries + 1))
fi
test $tries != 0 || note_ "none of the shells is here to try it"
