#!/bin/sh
# Links at the destination are followed where the caller or root made them, and
# not where another user did.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
setup ()
{
  remove work
  mkdir -p work/src work/dst work/away
  cd work
  echo new >src/file
  echo old >away/file
  ln -s away middle
  ln -s file away/own
  ln -s file away/planted
  ln -s loop away/loop
  chown -h 65534 away/planted
}

# link CONTENT [OWNER]
link ()
{
  ln -sfn "$1" dst/file
  test $# = 1 || chown -h "$2" dst/file
}

refused="not following symbolic link 'dst/file', which another user made;"

once ()
{
  setup
  for content in ../away/file ../away/own ../middle/own "$PWD/away/own"; do
    echo old >away/file
    link "$content"
    quietly ucp -a src/file dst
    test "$(cat away/file)" = new || fail_ "$content is not followed"
    echo old >away/file
    link "$content" 65534
    returns 1 ucp src/file dst 2>err
    says err "$refused"
    returns 1 ucp -rT src dst 2>err
    says err "$refused"
    test "$(cat away/file)" = old || fail_ "$content is followed"
  done
  link ../away/planted
  returns 1 ucp src/file dst 2>err
  says err "$refused"
  test "$(cat away/file)" = old || fail_ "a planted link is followed"
  link nowhere 65534
  for posix in '' yes; do
    status=0
    # shellcheck disable=SC2086  # nothing if empty
    env ${posix:+POSIXLY_CORRECT=1} ucp src/file dst 2>err || status=$?
    test $status = 1 || fail_ "status $status with a dangling link"
    says err "$refused"
  done
  link ../away/loop
  returns 1 ucp src/file dst 2>err
  says err "cannot stat 'dst/file': Too many levels of symbolic links"

  # The ways out.
  for option in -f --remove-destination -b; do
    rm -f dst/*
    link ../away/file 65534
    quietly ucp $option src/file dst
    test "$(cat away/file)" = old || fail_ "$option followed the link"
    test ! -h dst/file || fail_ "$option left the link"
    test "$(cat dst/file)" = new || fail_ "$option copied nothing"
  done

  # What /proc has for links is followed by the kernel alone.
  test "$(ucp src/file /dev/stdout | cat)" = new \
    || fail_ "/dev/stdout is not written"
  ucp src/file /dev/stdout >out
  compare src/file out
  ucp src/file /proc/self/fd/1 >out
  compare src/file out
  cd ..
}
each_engine once
