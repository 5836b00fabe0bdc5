#!/bin/sh
# With standard input, output or error closed no file is mistaken for them.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/usync/common.sh"

once ()
{
  echo text >a
  echo text >b
  # That is opened to be written, and is the first to be opened.
  chmod 222 a
  returns 1 usync a nowhere b 2>&-
  returns 1 usync a nowhere b <&- >&- 2>&-
  chmod 644 a
  compare b a
  returns 0 usync a b <&-
  returns 0 usync a b >&-
  returns 0 usync a b <&- >&- 2>&-
  returns 1 usync --help >&- 2>err
  says err "Bad file descriptor"
  returns 1 usync --files0-from=- <&- 2>err
  says err "Bad file descriptor"
}
each_engine once
if test -w /dev/full; then
  returns 1 usync --help >/dev/full 2>err
  says err "No space left on device"
fi
