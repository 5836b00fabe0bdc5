#!/bin/sh
# --direct and --nocache: the same bytes, and none of them in the page cache.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

noise a 5000123
noise b 4096
noise c 100

each ()
{
  for option in --direct --nocache "--direct --nocache" "--nocache -n"; do
    number=
    test "$option" = "${option% -n}" || number=-n
    cat $number a b c a >expected
    # shellcheck disable=SC2086  # words
    ucat $option a b c a >"$1/out"
    same expected "$1/out"
    # shellcheck disable=SC2086
    ucat $option a b c a | cmp - expected || fail_ "$option, to a pipe"
    # shellcheck disable=SC2086
    { echo first; ucat $option a b c a; echo last; } >"$1/out"
    { echo first; cat expected; echo last; } | cmp - "$1/out" \
      || fail_ "$option, between others"
    # shellcheck disable=SC2086
    ucat $option - b c a <a >>"$1/out"
  done
}
each_engine each .
for type in ext4 xfs btrfs tmpfs; do
  if try_fs $type 500M; then
    each_engine each "$mnt"
  else
    note_ "$type left out: $fs_why"
  fi
done

# However it ends, standard output is no longer O_DIRECT for who comes next.
ended ()
{
  { timeout -s INT 0.02 ucat --direct a a a a a a a a; echo after; } >out \
    || fail_ "what comes after cannot write"
  { returns 1 ucat --direct a missing a 2>/dev/null; echo after; } >out \
    || fail_ "what comes after an error cannot write"
}
each_engine ended

# Who shares it can write what is not aligned, meanwhile too.
head -c 3000001 /dev/zero | tr '\0' A >as
head -c 2000003 /dev/zero | tr '\0' B >bs
shared ()
{
  { ucat --direct as c bs & ucat --direct bs as & dd if=bs bs=999 status=none &
    wait; } >"$1/out" 2>err
  silent err
  test "$(tr -dc A <"$1/out" | wc -c)" -ge 6000002 || fail_ "As are lost"
  test "$(wc -c <"$1/out")" = 12000111 \
    || fail_ "shared: $(wc -c <"$1/out") bytes"
}
each_engine shared .

command -v fincore >/dev/null || exit 0
cached ()
{
  fincore --bytes --noheadings --output PAGES "$1"
}
cached a >pages || exit 0
cold ()
{
  for way in to-file to-pipe; do
    rm -f out
    sync a
    dd if=a iflag=nocache count=0 status=none
    test "$(cached a)" -lt 10 || return 0
    if test $way = to-file; then
      ucat --nocache a >out
    else
      ucat --nocache a | cat >/dev/null
      : >out
    fi
    for file in a out; do
      # What is being written back goes when that is over.
      tries=20
      while test "$(cached $file)" -ge 100 && test $tries -gt 0; do
        sleep 0.2
        tries=$((tries - 1))
      done
      test "$(cached $file)" -lt 100 \
        || fail_ "$way: $(cached $file) pages of $file"
    done
  done
}
each_engine cold
