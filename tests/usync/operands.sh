#!/bin/sh
# Files of every kind, alone and together: messages and status are sync's.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

echo one >one
echo two >two
: >empty
mkdir dir
mkfifo fifo
ln -s one link
ln -s nowhere dangling
ln -s loop loop
echo >'new
line'
echo >"quote'd"
echo >-
long=$(printf '%0300d' 0)

for option in '' -d; do
  for files in one 'one two' dir . link dangling loop fifo nowhere empty \
    /dev/null /dev/fd/0 one/two dir/ one/ "$long" - \
    'nowhere one dangling fifo two loop' 'one one one' '-- one'; do
    # shellcheck disable=SC2086  # words
    same_as_sync $option $files
  done
done
# Each of these waits for everybody's files.
same_as_sync -f one nowhere fifo
same_as_sync --file-system dir /dev/null
same_as_sync ''
same_as_sync 'new
line' "quote'd" "no such
file"
# Whoever has a fifo open does not change that it cannot be flushed.
sleep 60 >fifo &
sleeper=$!
: <fifo
same_as_sync fifo
kill $sleeper
