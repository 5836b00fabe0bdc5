#!/bin/sh
# --files0-from copies what a list names, while it is being read.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

newline=$(printf 'a\nb')
mkdir -p src/dir src/other
for name in one two ' three ' "$newline" dir/four; do
  echo "$name" >"src/$name"
done
echo five >src/other/one
mkfifo fifo

once ()
{
  rm -rf copy
  mkdir copy
  (cd src && printf '%s\0' one two ' three ' "$newline" dir) >list
  (cd src && quietly ucp -r --files0-from=../list ../copy)
  remove src.same
  cp -r src src.same
  rm -r src.same/other
  same_tree --no-times src.same copy

  # From standard input, and without a zero byte at the very end.
  rm -rf copy
  mkdir copy
  printf 'src/one\0src/two' | quietly ucp -t copy --files0-from=-
  exists copy/one copy/two
  quietly ucp --files0-from=/dev/null copy

  # What is no name is said, and the rest is copied.  A copy is not lost under
  # another.
  rm copy/*
  printf '\0src/one\0src/none\0\0src/other/one\0src/two\0' >list
  returns 1 ucp --files0-from=list copy 2>err
  sort err >sorted
  sort >expected <<'EOT'
ucp: list:1: invalid zero-length file name
ucp: cannot stat 'src/none': No such file or directory
ucp: list:4: invalid zero-length file name
ucp: will not overwrite just-created 'copy/one' with 'src/other/one'
EOT
  compare expected sorted
  compare src/one copy/one
  exists copy/two

  returns 1 ucp --files0-from=. copy 2>err
  says err 'ucp: .: read error: Is a directory'

  # Names are copied before the list ends: its writer waits for that.
  rm -rf copy
  mkdir copy
  printf '%s\n' "$many" | tr '\n' '\0' >list
  {
    cat list
    tries=0
    while test ! -e copy/1 && test $tries -lt 600; do
      tries=$((tries + 1))
      sleep 0.1
    done
    test ! -e copy/1 || printf 'src/two\0'
  } >fifo &
  quietly ucp --files0-from=fifo copy
  exists copy/1 copy/1100 copy/two
}
mkdir many
many=$(i=1; while test $i -le 1100; do echo many/$i; i=$((i + 1)); done)
# shellcheck disable=SC2086
touch $many
each_engine once

# Operands beside it.
returns 1 ucp --files0-from=list src/one copy 2>err
says err "extra operand 'copy'"
says err 'file operands cannot be combined with --files0-from'
returns 1 ucp --files0-from=list -t copy src/one 2>err
says err "extra operand 'src/one'"
returns 1 ucp --files0-from=list 2>err
says err "missing destination file operand after '--files0-from'"
returns 1 ucp -T --files0-from=list copy 2>err
says err 'cannot combine --files0-from and --no-target-directory (-T)'
returns 1 ucp --files0-from=list src/one 2>err
says err "target 'src/one'"
returns 1 ucp --files0-from=none copy 2>err
says err "cannot open 'none' for reading: No such file or directory"

# What a name costs in memory is little more than the name.
peak ()
{
  awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "src/file%07d%c", i, 0 }' \
    | ucp --stats=json --exclude='*' --files0-from=- copy 2>stats
  sed 's/.*"peak_memory_kib":\([0-9]*\).*/\1/' stats
}
if test -z "${SANITIZER-}"; then
  few=$(peak 1000)
  lots=$(peak 101000)
  test $(((lots - few) * 1024 / 100000)) -lt 200 \
    || fail_ "a name takes $(((lots - few) * 1024 / 100000)) bytes"
fi
