#!/bin/sh
# SIGUSR1 is answered with how far the copy is, once; it neither kills nor loses
# a byte, however many come.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 3000000 /dev/urandom >src
mkfifo fifo

# until_said TEXT FILE: wait until FILE says TEXT.
until_said ()
{
  turns=0
  until grep -F -e "$1" "$2" >/dev/null; do
    kill -0 $pid 2>/dev/null || fail_ "ucp is gone, and did not say: $1"
    turns=$((turns + 1))
    test $turns -lt 200 || fail_ "no answer: $(cat "$2")"
    sleep 0.05
  done
}

# copy_slowly OPTION...: begin to copy what goes through fifo, so that it has
# the first million bytes and waits for more.
copy_slowly ()
{
  rm -f copy
  ucp "$@" fifo copy >out 2>err &
  pid=$!
  exec 5>fifo
  head -c 1000000 src >&5
  turns=0
  while test "$(stat -c %s copy 2>/dev/null || echo 0)" != 1000000; do
    turns=$((turns + 1))
    test $turns -lt 400 || fail_ "nothing is copied: $(cat err)"
    sleep 0.05
  done
}

end_copy ()
{
  tail -c +1000001 src >&5
  exec 5>&-
  returned=0
  wait $pid || returned=$?
  test $returned = 0 || fail_ "status $returned"
  silent out
  compare src copy
}

once ()
{
  copy_slowly
  silent err
  kill -USR1 $pid
  until_said 'bytes: 1000000 (977KiB) in ' err
  end_copy
  test "$(wc -l <err)" = 1 || fail_ "not one answer: $(cat err)"
  says err 'files: 0, bytes: 1000000 '

  # With --progress the line stays and goes on in the next.
  copy_slowly --progress=always
  kill -USR1 $pid
  until_said '0/0+ files, 977KiB/977KiB+' err
  end_copy
  test "$(wc -l <err)" = 2 || fail_ "not two lines: $(cat err)"

  copy_slowly --progress=json
  kill -USR1 $pid
  until_said '"bytes_done":1000000,' err
  end_copy

  # A storm of them.
  rm -f copy
  : >stop
  (while test -e stop; do cat src || exit; done) >fifo 2>/dev/null &
  writer=$!
  ucp fifo copy >out 2>err &
  pid=$!
  turns=0
  until test -s copy; do
    turns=$((turns + 1))
    test $turns -lt 400 || fail_ "nothing is copied: $(cat err)"
    sleep 0.05
  done
  turns=0
  while test $turns -lt 200; do
    kill -USR1 $pid
    turns=$((turns + 1))
    test $((turns % 10)) != 0 || sleep 0.01
  done
  rm stop
  wait $writer || :
  returned=0
  wait $pid || returned=$?
  test $returned = 0 || fail_ "status $returned from the storm"
  silent out
  grep -vE '^files: [0-9]+, bytes: [0-9]+ \([0-9.]+[KMGi]*B\) in ' err >torn || :
  silent torn
  test -s err || fail_ "no answer in the storm"
  size=$(stat -c %s copy)
  test $((size % 3000000)) = 0 && test "$size" -gt 0 \
    || fail_ "$size bytes were copied"
  while test "$size" -gt 0; do
    head -c 3000000 src
    size=$((size - 3000000))
  done | cmp - copy || fail_ "the copy is wrong after the storm"
}
each_engine once

# Who has it ignored is not disturbed.
engine=
copy_ignored ()
{
  trap '' USR1
  exec ucp fifo ignored
}
copy_ignored >out 2>err &
pid=$!
exec 5>fifo
head -c 1000000 src >&5
kill -USR1 $pid
sleep 0.5
exec 5>&-
wait $pid || fail_ "status $?"
silent out err
test "$(stat -c %s ignored)" = 1000000 || fail_ "not all was copied"
