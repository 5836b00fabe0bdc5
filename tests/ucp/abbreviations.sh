#!/bin/sh
# Long options may be shortened as long as they stay clear, as in cp; our own
# may not, and make no word of cp's less clear.
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
# Every beginning of every option of cp 9.1.  Given a word that is wrong for
# it, an option tells its whole name, or how it takes the word.
options='archive attributes-only backup copy-contents dereference force
  interactive link no-clobber no-dereference no-preserve no-target-directory
  one-file-system parents path preserve recursive remove-destination sparse
  reflink strip-trailing-slashes suffix symbolic-link target-directory update
  verbose context help version'
beginnings ()
{
  for option in $1; do
    while test -n "$option"; do
      echo "$option"
      option=${option%?}
    done
  done | sort -u
}

# what_is TOOL WORD [OPERAND]: what TOOL says to --WORD, and how it ends.
what_is ()
{
  status=0
  "$1" "--$2" ${3+"$3"} >said 2>&1 || status=$?
  sed "s/^$1: /cp: /; s/'$1 --help'/'cp --help'/; s/^$1 (.*/version/" said \
    | grep -v '^Usage\|^  or: \|^$\|^  ' | head -n 3
  echo "$status"
}

tried=0
for word in $(beginnings "$options"); do
  case $word in
    # What 9.11 has beyond 9.1: --debug, and an argument of --update.
    d | de | update | updat | upda | upd | up | u) continue ;;
    # Told in our own words.
    help | hel | he | h | version | versio | versi | vers) continue ;;
  esac
  for form in "$word" "$word=no-such"; do
    what_is cp "$form" operand >cp.said
    what_is ucp "$form" operand >ucp.said
    cmp -s cp.said ucp.said \
      || fail_ "--$form: cp says '$(cat cp.said)', ucp '$(cat ucp.said)'"
    tried=$((tried + 1))
  done
done
test $tried -gt 400 || fail_ "only $tried words tried"

# says_to WORD TEXT
says_to ()
{
  what_is ucp "$1" operand >said.now
  says said.now "$2"
}

# 9.11's, which the cp here may not know.
says_to d "option '--d' is ambiguous; possibilities: '--debug' '--dereference'"
says_to de "option '--de' is ambiguous; possibilities: '--debug' '--dereference'"
for word in deb debu debug; do
  says_to $word=x "option '--debug' doesn't allow an argument"
done
for word in $(beginnings keep-directory-symlink); do
  says_to "$word=x" "option '--keep-directory-symlink' doesn't allow an argument"
done
for word in $(beginnings update); do
  says_to "$word=x" "invalid argument 'x' for '--update'"
  says_to "$word" "missing destination file operand"
done
for word in h he hel help; do
  ucp --$word >out
  says out Usage:
done
for word in vers versi versio version; do
  ucp --$word >out
  says out 'ucp (uringutils)'
done

# Our own options match only as a whole.
ucp --help | sed -n 's/^ *\(-., \)\{0,1\}--\([a-z0-9-]*\).*/\2/p' | sort -u >all
echo "$options debug keep-directory-symlink" | tr -s ' ' '\n' | sort -u >gnu
comm -23 all gnu >own
test "$(wc -l <own)" -gt 10 || fail_ "own options: $(cat own)"
beginnings "$(cat own)" | sort -u >own.words
beginnings "$(cat gnu)" | sort -u >gnu.words
comm -23 own.words gnu.words | comm -23 - own >short
while read -r word; do
  says_to "$word=x" "unrecognized option '--$word=x'"
done <short
