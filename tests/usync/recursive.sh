#!/bin/sh
# -r: every file and every directory of a tree is flushed once, then the
# directory that holds its name; and nothing else.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

make_tree src
files=$(find src -type f -printf . | wc -c)
directories=$(find src -type d -printf . | wc -c)

once ()
{
  returns 0 usync -r --stats=json src 2>err
  test "$(number files err)" = "$files" \
    || fail_ "$(number files err) of $files files"
  test "$(number directories err)" = $((directories + 1)) \
    || fail_ "$(number directories err) of $directories directories and one"
  test "$(flushes err)" = $((files + directories + 1)) \
    || fail_ "$(flushes err) flushes"
  for operand in src/ src/. ./src/../src "$(pwd)/src"; do
    quietly usync --recursive "$operand"
  done
  returns 1 usync -r src/nowhere src nowhere --stats=json 2>err
  says err "usync: error opening 'src/nowhere': No such file or directory"
  says err "usync: error opening 'nowhere': No such file or directory"
  test "$(number files err)" = "$files" || fail_ "not all that is there"
  (cd src && quietly usync -r . ./)
}
each_engine once

# By name, and in which order.
can_trace_
mkdir tree tree/a tree/a/b tree/c
for file in tree/1 tree/a/2 tree/a/b/3 tree/c/4 'tree/c/new
line'; do
  echo "$file" >"$file"
done
ln -s ../.. tree/c/up
ln -s / tree/root
mkfifo tree/fifo
here=$(pwd -P)
traced -r tree
test "$(wc -l <flushed)" = 10 || fail_ "not 10: $(cat flushed)"
head -n 5 flushed | sort >files
{
  printf "fsync $here/%s\n" tree/1 tree/a/2 tree/a/b/3 tree/c/4
  printf 'fsync %s\n' "$here/tree/c/new\\nline"
} | sort >expected
compare expected files
sed -n '6,9p' flushed | sort >directories
printf "fsync $here/%s\n" tree tree/a tree/a/b tree/c | sort >expected
compare expected directories
tail -n 1 flushed >last
echo "fsync $here" >expected
compare expected last

# Directories whole, with --data too.
traced -rd tree
test "$(grep -c '^fdatasync ' flushed)" = 5 || fail_ "$(cat flushed)"
test "$(grep -c '^fsync ' flushed)" = 5 || fail_ "$(cat flushed)"

# A file has a name, too, wherever it is.
traced -r tree/a/2
printf "fsync $here/%s\n" tree/a/2 tree/a >expected
compare expected flushed
(cd tree/a && traced -r 2 && cp flushed ../..)
compare expected flushed
(cd tree/a && traced -r . && tail -n 1 flushed >../../last)
echo "fsync $here/tree" >expected
compare expected last
