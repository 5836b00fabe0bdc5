#!/bin/sh
# --log-file: what was done and what went wrong, behind what is in the file.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

mkdir src
echo a >src/a
time='20[0-9][0-9]/[01][0-9]/[0-3][0-9] [0-2][0-9]:[0-5][0-9]:[0-6][0-9]'

# logged PATTERN: a line of the log is the time, the process, and this.
logged ()
{
  grep -E "^$time \[[0-9]+\] $1\$" log >/dev/null && return
  cat log >&9
  fail_ "not in the log: $1"
}

once ()
{
  rm -rf dst log
  echo before >log
  quietly usync --mirror --log-file=log src/ dst
  test "$(head -n 1 log)" = before || fail_ "the log was not kept"
  logged '>f[+]{9} a'
  ! grep 'exit status' log || fail_ "a good end is no news"
  rm log
  (umask 027 && quietly usync --mirror --log-file=log src/ dst)
  ! grep '>f' log || fail_ "logged what was not done"
  mode=$(stat -c %a log)
  test "$mode" = "$(umask 027 && touch like && stat -c %a like)" \
    || fail_ "the log's mode is $mode"

  # What goes wrong is on standard error, too.
  returns 23 usync --mirror --log-file=log src/ missing dst >out 2>err
  silent out
  says err missing
  logged ".*missing.*No such file or directory"
  logged 'ended with exit status 23'
}
each_engine once

# Lines are written as they come, and whoever reads them may leave.
mkdir many
for i in 1 2 3 4 5 6 7 8 9; do
  echo $i >many/$i
done
{
  returns 0 usync --mirror -v many/ left
  echo end >ended
} | head -n 1 >first
test "$(cat first ended)" = "sending incremental file list
end" || fail_ "it did not outlive its reader"
same_tree many left
if test -w /dev/full; then
  returns 11 usync --mirror -v many/ full >/dev/full 2>err
  says err "write error: No space left on device"
  same_tree many full
fi

# A log that cannot be had is no reason to begin.
rm -rf dst
returns 11 usync --mirror --log-file=no/such/log src/ dst >out 2>err
says err "cannot open the log 'no/such/log'"
lacks dst
if test -w /dev/full; then
  returns 11 usync --mirror --log-file=/dev/full src/ dst >out 2>err
  says err 'cannot write the log'
  says err 'No space left on device'
  same_tree src dst
fi
