#!/bin/sh
# --progress is silent without a terminal, unless it is forced, and changes
# nothing about the copy.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

make_tree src --only=files,nested,links
once ()
{
  quietly ucp -a --progress src "silent.$engine"
  same_tree src "silent.$engine"
  quietly ucp -a --progress=never src "never.$engine"
  returns 0 ucp -a --progress=always src "always.$engine" >out 2>err
  silent out
  same_tree src "always.$engine"
  files=$(find src -type f | wc -l)
  tr '\r' '\n' <err >lines
  says lines "$files/$files files"
  if command -v script >/dev/null; then
    script -qec "ucp -a --progress src 'terminal.$engine'" log >screen </dev/null
    tr '\r' '\n' <screen >lines
    says lines "$files/$files files"
    same_tree src "terminal.$engine"
  fi
}
each_engine once
returns 1 ucp --progress=no-such src copy 2>err
says err no-such
