#!/bin/sh
# --resume: what an earlier run has completed is not copied again, a large file
# goes on where it stopped, and whatever was left, the copy is right.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
head -c 30000000 /dev/urandom >src/large
head -c 100000 /dev/urandom >src/small
touch -d '2020-02-02 02:02:02.123456789' src/*

# A part of the large file, as an earlier run leaves it: its name is found out
# by having a run killed.
part_of ()
{
  rm -rf part
  mkdir part
  # The write that would complete it is the one that fails.
  env URINGUTILS_FAULT=fail=9:ENOSPC:forever:write \
    "$abs_top_builddir/tests/fault/ucp-fault" --resume --engine=sync \
    --reflink=never src/large part/large 2>err && fail_ "nothing failed"
  part=$(basename part/.ucp-*.part)
  test -s "part/$part" || fail_ "nothing is left of it"
}
part_of

# written: the bytes that the last run wrote.
written ()
{
  sed -nE 's/.*"bytes_written": *([0-9]+).*/\1/p' err
}

# resumes MOST: a run completes copy/, and writes at most MOST bytes.
resumes ()
{
  most_=$1
  returns 0 ucp -r --preserve=links --resume --stats=json --reflink=never \
    src/. copy 2>err
  test "$(written)" -le "$most_" || fail_ "$(written) bytes were written"
  cmp src/large copy/large
  cmp src/small copy/small
  test "$(stat -c %y copy/large)" = "$(stat -c %y src/large)" || fail_ "time"
  test -z "$(find copy -name '.ucp-*')" || fail_ "left: $(ls -A copy)"
}

once ()
{
  rm -rf copy
  mkdir copy
  resumes 31000000
  resumes 0
  # A part that is right; it is not the mode of a part that stays.
  rm copy/large
  head -c 20000000 src/large >"copy/$part"
  chmod 4755 "copy/$part"
  resumes 10000000
  test "$(stat -c %a copy/large)" = "$(stat -c %a src/large)" || fail_ "mode"
  # One that is wrong in the middle, or longer, or empty.
  rm copy/large
  head -c 20000000 src/large >"copy/$part"
  printf x | dd of="copy/$part" bs=1 seek=15000001 conv=notrunc 2>/dev/null
  resumes 15100000
  rm copy/large
  cat src/large src/small >"copy/$part"
  resumes 0
  rm copy/large
  : >"copy/$part"
  resumes 30000000
  # A sum is that of the whole.
  rm copy/large
  head -c 20000000 src/large >"copy/$part"
  if lacks_feature HAVE_LIBCRYPTO; then
    note_ "no sums: built without libcrypto"
  else
    returns 0 ucp --resume --checksum=sha256 --reflink=never src/large copy \
      >out 2>err
    sha256sum -c out >/dev/null || fail_ "the sum is wrong: $(cat out)"
  fi
  rm -f copy/large "copy/$part"

  # What another user could write, by another name, is not gone on with.
  head -c 20000000 src/large >"copy/$part"
  ln "copy/$part" other
  returns 0 ucp --resume --reflink=never src/large copy
  cmp src/large copy/large
  test "$(stat -c %s other)" = 20000000 || fail_ "it was written"
  rm other
  # Another time, another size: copied.
  touch copy/small
  rm -f "copy/$part"
  resumes 100000
  echo >>copy/small
  touch -r src/small copy/small
  resumes 100000
  # Another run has it.
  rm copy/large
  head -c 20000000 src/large >"copy/$part"
  flock "copy/$part" ucp --resume --reflink=never src/large copy \
    || fail_ "it did not go round what is locked"
  cmp src/large copy/large
  # --atomic alone takes it away.
  returns 0 ucp --atomic src/small copy
  test -z "$(find copy -name '.ucp-*')" || fail_ "left: $(ls -A copy)"
  returns 0 ucp -r --resume --fsync src/. copy
  # A further name of what is done becomes a link to it.
  ln src/large src/same
  returns 0 ucp -v --preserve=links --resume --stats=json --reflink=never \
    src/large src/same copy >out 2>err
  test "$(written)" = 0 || fail_ "$(written) bytes were written"
  test copy/large -ef copy/same || fail_ "no link"
  rm src/same
}
each_engine once

# Interrupted and killed again and again, it gets there.
rm -rf copy
mkdir copy
rounds=0
# What nohup has started hears of no HUP.
hup=HUP
! sh -c 'kill -HUP $$' || hup=TERM
for signal in TERM KILL $hup TERM KILL; do
  ucp -r --preserve=links --resume --reflink=never --bwlimit=4M src/. copy \
    2>err &
  pid=$!
  sleep 0.5
  kill -$signal $pid 2>/dev/null || :
  wait $pid 2>/dev/null || rounds=$((rounds + 1))
done
test $rounds -gt 0 || fail_ "no run was ended in time"
test -s "copy/$part" || fail_ "nothing is left of the large file"
resumes $((31000000 - $(stat -c %s "copy/$part") / 2))
