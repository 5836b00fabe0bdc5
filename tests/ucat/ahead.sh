#!/bin/sh
# Files that are read ahead come in their order, and as they are at their turn.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

mkdir files
i=0
while test $i -lt 400; do
  i=$((i + 1))
  head -c $((i * 37 % 9000)) /dev/urandom >files/$i
done
noise files/large 3000000
mkfifo fifo out

once ()
{
  # shellcheck disable=SC2046  # words
  set -- $(cd files && ls | sort -R --random-source=large | sed 's|^|files/|')
  cat "$@" >expected
  ucat "$@" | cmp - expected || fail_ "to a pipe"
  ucat "$@" >actual
  same expected actual
  cat -n "$@" >expected.n
  ucat -n --queue-depth=3 "$@" | cmp - expected.n || fail_ "-n"
  ucat --direct "$@" | cmp - expected || fail_ "--direct"
  ucat --nocache "$@" >actual
  same expected actual

  # What is no regular file, and what is not there.
  returns 1 ucat files/1 missing files/2 files files/3 /dev/null files/4 \
    >actual 2>err
  cat files/1 files/2 files/3 files/4 >expected
  same expected actual
  printf 'ucat: %s\n' 'missing: No such file or directory' \
    'files: Is a directory' >expected
  compare expected err

  # Few descriptors.
  cat "$@" >expected
  (ulimit -n 10; returns 0 ucat "$@") >actual
  same expected actual

  # While a fifo is waited for, files behind it change, vanish, appear.
  for name in changed replaced removed made; do
    echo "old $name" >$name
  done
  rm made
  ucat files/1 files/2 fifo changed replaced removed made files/3 \
    >actual 2>err &
  exec 3>fifo
  printf new >&3
  echo "new changed" >changed
  echo "new replaced" >other
  mv other replaced
  rm removed
  echo "new made" >made
  exec 3>&-
  status=0
  wait $! || status=$?
  test $status = 1 || fail_ "status $status"
  { cat files/1 files/2; printf new; cat changed replaced made files/3; } \
    >expected
  same expected actual
  echo "ucat: removed: No such file or directory" >expected
  compare expected err

  # The reader goes away while files are read ahead.
  (
    trap '' PIPE
    status=0
    ucat "$@" "$@" files/large 2>err || status=$?
    echo $status >status
  ) | head -c 1 >/dev/null
  test "$(cat status)" = 1 || fail_ "status $(cat status), nobody reading"
}
each_engine once

# With a ring for everything, it is the ring that reads ahead.
why=$(why_no_uring_)
if test -z "$why"; then
  ucat --engine=uring --stats=json files/1 files/2 files/3 2>stats >/dev/null
  grep -o '"statx":{[^}]*}' stats >statx
  ring=$(sed -n 's/.*"ring":\([0-9]*\).*/\1/p' statx)
  # Standard output, three files, and the two that were looked at ahead.
  test "$ring" -ge 6 || fail_ "nothing was read ahead: $(cat statx)"
fi
# One small file needs none.
ucat --stats=json files/1 2>stats >/dev/null
grep '"rings":0' stats >/dev/null || fail_ "a ring for one small file"
