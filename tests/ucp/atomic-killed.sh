#!/bin/sh
# --atomic and signals: a copy that is broken off leaves what was there; SIGINT
# and SIGTERM leave no temporary names, and those that SIGKILL leaves go with
# the next run, unless they are those of a run that goes on.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

env --default-signal=INT true 2>/dev/null || skip_ "env has no --default-signal"

# A file system without unnamed files: the second open of a copy is the one that
# asks for such a file.
named ()
{
  exec env --default-signal=INT URINGUTILS_FAULT=fail=2:EOPNOTSUPP:openat \
    "$abs_top_builddir/tests/fault/ucp-fault" --atomic --engine=sync "$@"
}
unnamed ()
{
  exec env --default-signal=INT ucp --atomic "$@"
}

# begin NAME COMMAND...: run COMMAND, which copies a fifo to dir/NAME, until it
# has got some of it.  $pid is the process.
begin ()
{
  rm -f fifo
  mkfifo fifo
  to_=dir/$1
  shift
  "$@" fifo "$to_" >out 2>err &
  pid=$!
  exec 4>fifo
  head -c 100000 /dev/zero >&4
  # The pipe holds 64 KiB: the rest has been taken.
}

# end SIGNAL: and kill it.
end ()
{
  kill -"$1" $pid
  returned=0
  wait $pid || returned=$?
  exec 4>&-
  case $1 in
    HUP) expected=129 ;;
    INT) expected=130 ;;
    KILL) expected=137 ;;
    TERM) expected=143 ;;
  esac
  test $returned = $expected || fail_ "status $returned after $1: $(cat err)"
}

mkdir dir
for way in unnamed named; do
  for signal in INT TERM KILL; do
    for name in old new; do
      rm -f dir/* dir/.ucp-*
      echo old >dir/old
      begin $name $way
      case $way in
        named) test -e dir/.ucp-* || fail_ "no temporary name" ;;
      esac
      test "$(ls dir)" = old || fail_ "dir has $(ls dir)"
      end $signal
      test "$(ls dir) $(cat dir/old)" = 'old old' || fail_ "after $signal"
      case $way.$signal in
        named.KILL) test -e dir/.ucp-* || fail_ "it was killed too late" ;;
        *) test "$(ls -A dir)" = old || fail_ "litter: $(ls -A dir)" ;;
      esac
      returns 0 ucp --atomic dir/old dir/fine
      rm dir/fine
      test "$(ls -A dir)" = old || fail_ "the next run left $(ls -A dir)"
    done
  done
done

# Names that are alike, but none of ours.
for name in .ucp-1 .ucp-0123456789abcdeg .ucp-0123456789abcdef0 \
  ucp-0123456789abcdef .ucp-0123456789ABCDEF; do
  : >dir/$name
done
: >dir/.ucp-0123456789abcdef
returns 0 ucp --atomic dir/old dir/fine
test "$(ls -A dir | wc -l)" = 7 || fail_ "removed too much or too little"
rm dir/fine dir/.ucp* dir/ucp*

# Two runs at a time: neither removes what the other makes.
begin one named
returns 0 ucp --atomic dir/old dir/two
mkdir more
echo three >more/three
returns 0 ucp -a --atomic more/. dir
test -e dir/.ucp-* || fail_ "a temporary name of a living run was removed"
exec 4>&-
wait $pid || fail_ "the run that went on: $(cat err)"
test "$(stat -c %s dir/one)" = 100000 || fail_ "wrong size"
test -z "$(find dir -name '.ucp-*')" || fail_ "it left its temporary name"

# A tree onto a tree, killed at any moment: each file is old or new.
mkdir src before
i=0
while test $i -lt 60; do
  i=$((i + 1))
  mkdir -p src/$((i % 6)) before/$((i % 6))
  yes new$i | head -c $((i * 9000)) >src/$((i % 6))/$i
  yes old$i | head -c $((i * 100)) >before/$((i % 6))/$i
  ln -s new$i src/$((i % 6))/link$i
  ln -s old$i before/$((i % 6))/link$i
done
check_whole ()
{
  for file in src/*/*; do
    name=${file#src/}
    test -h "$file" && continue
    cmp -s "$file" "copy/$name" || cmp -s "before/$name" "copy/$name" \
      || fail_ "$name is neither old nor new after $signal"
  done
}
killed=0
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
  for signal in KILL TERM; do
    remove copy
    cp -a before copy
    env URINGUTILS_FAULT=seed=$round,delay=20 \
      "$abs_top_builddir/tests/fault/ucp-fault" -aT --atomic src copy \
      >out 2>err &
    pid=$!
    sleep 0.0$((round * 7 % 10))$round
    kill -$signal $pid 2>/dev/null || :
    returned=0
    wait $pid 2>/dev/null || returned=$?
    test $returned = 0 || killed=$((killed + 1))
    check_whole
    test $signal = KILL || test -z "$(find copy -name '.ucp-*')" \
      || fail_ "left behind: $(find copy -name '.ucp-*')"
    returns 0 ucp -aT --atomic src copy
    same_tree src copy
  done
done
note_ "$killed of 24 runs were killed in time"
