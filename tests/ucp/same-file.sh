#!/bin/sh
# What is one file by two names is treated as cp treats it, with every option
# that makes a difference.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

setup ()
{
  echo one >foo
  ln foo hard
  ln -s foo sym1
  ln -s foo sym2
  ln -s sym1 twice
  ln sym1 symhard
  ln -s missing dangling
  mkdir dir
  ln foo dir/foo
  ln -s ../foo dir/sym1
  ln -s . here
}

# One engine will do: what is decided here is none of theirs.  The outputs of
# all runs are compared at once.
run_all ()
{
  for options in '' -df -b -bd --rem '-d --rem' -l -dl '-l --rem' \
    '-dl --rem' -bl -dbl -s -sb '-s --rem'; do
    for pair in 'foo foo' 'foo hard' 'foo sym1' 'sym1 foo' 'sym1 sym1' \
      'sym1 sym2' 'sym1 symhard' 'twice sym1' 'foo dir' 'dir/sym1 foo'; do
      case "$options $pair" in
        # There cp removes what it then cannot read.
        '--rem sym1 sym1' | '--rem twice sym1') continue ;;
      esac
      mkdir work
      (cd work && setup)
      status=0
      # shellcheck disable=SC2086  # words
      (cd work && "$1" -v $options $pair) >out 2>err </dev/null || status=$?
      echo "== $options $pair: $status"
      sed "s/^$1: /cp: /" err
      cat out
      (cd work && ls -l | sed 's/ [A-Z][a-z][a-z] .*:.. / /; /^total/d')
      cat work/foo* work/hard* work/[st]* 2>/dev/null || :
      rm -r work
    done
  done
}
run_all cp >expected
run_all ucp >actual
test "$(wc -l <expected)" -gt 1500 || framework_failure_ "cp did little"
compare expected actual

# By way of a symbolic link to the directory, too, where cp is not so sure.
for options in '' -f -b -bf -d -bd; do
  mkdir work
  (cd work && setup)
  # shellcheck disable=SC2086  # words
  (cd work && returns 1 ucp $options foo here/foo) 2>err
  says err "'foo' and 'here/foo' are the same file"
  test "$(cat work/foo)" = one || fail_ "foo is lost"
  lacks work/foo~
  rm -r work
done

# With -bf, a file copied onto itself is copied to its backup.
for control in simple numbered; do
  mkdir work
  (cd work && setup && returns 0 ucp -f --backup=$control foo foo)
  for file in work/foo work/foo?*; do
    test "$(cat "$file")" = one || fail_ "$file is not the copy"
  done
  rm -r work
done
