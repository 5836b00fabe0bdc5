#!/bin/sh
# Every kind of output gets the same bytes, whatever way they go.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/ucat/common.sh"

for size in 0 1 4095 65536 131073 262143 262144 262145 1048577 5000000; do
  noise "f$size" $size
done
cat f* >all

once ()
{
  for kind in pipe nonblock socket tcp tty; do
    returns 0 plumb $kind ucat f* >out 2>err
    silent err
    same all out
    returns 0 plumb $kind ucat - f5000000 <f1048577 >out
    cat f1048577 f5000000 | cmp - out || fail_ "$kind: from standard input"
  done
  # A pipe on either side.
  for way in '' -u --nocache --direct; do
    cat all | ucat $way | cat >out
    same all out
    cat all | ucat $way >out
    same all out
    cat all | plumb socket ucat $way >out
    same all out
  done

  returns 0 ucat f* >/dev/null
  returns 0 ucat f* >out
  same all out
  noise out 100
  cp out expected
  cat f* >>expected
  returns 0 ucat f* >>out
  same expected out

  # Inside what is there already, nothing else is touched.
  noise big 9000000
  cp big out
  cp big expected
  dd if=all of=expected bs=1000 seek=1 conv=notrunc status=none
  { head -c 1000 >/dev/null; returns 0 ucat f* >&0; } 0<>out
  same expected out
}
each_engine once

for engine in auto sync; do
  ucat --engine=$engine --stats f5000000 2>stats | cat >/dev/null
  says stats "splice: "
  plumb tcp ucat --engine=$engine --stats f5000000 2>stats >/dev/null
  says stats "sendfile: "
  plumb socket ucat --engine=$engine --stats f5000000 2>stats >/dev/null
  ! grep '^sendfile' stats || fail_ "a local socket was given to sendfile"
  ucat --engine=$engine --stats f262143 2>stats | cat >/dev/null
  ! grep '^splice' stats || fail_ "a small file was spliced"
done
