#!/bin/sh
# The suite's options, and the operands that say the same.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

head -c 300000 /dev/urandom >in

# copies WORD...: a right copy, and dd's statistics.
copies ()
{
  rm -f out
  returns 0 udd if=in of=out bs=1000 "$@" 2>err
  compare in out
  says err '300+0 records out'
}
once ()
{
  copies
  copies --queue-depth=1
  copies qd=2
  copies --chunk-size=4096
  copies --nocache
  copies --sqpoll qd=8 --chunk-size=64K
  copies --progress=never
}
each_engine once
copies --engine=sync
copies --engine=auto
copies engine=sync
copies --engine=sync engine=auto
test -n "$(why_no_uring_)" || copies engine=uring

# --direct is on both sides: a block of 1000 bytes does not suit, one of 4096
# does, where the file system has it at all.
if "${DD-dd}" if=in of=out bs=4096 iflag=direct oflag=direct 2>/dev/null; then
  direct ()
  {
    returns 0 udd if=in of=out bs=4096 --direct 2>err
    compare in out
    returns 0 udd if=in of=out bs=4096 --iopoll 2>err
    compare in out
    returns 0 udd if=in of=out bs=4096 iflag=iopoll oflag=iopoll 2>err
    compare in out
  }
  each_engine direct
fi

# --progress and status= are two words for one thing; the latter is stronger.
returns 0 udd if=in of=out --progress=json 2>err
says err '"type":"summary"'
returns 0 udd if=in of=out --progress=json status=none 2>err
silent err
returns 0 udd if=in of=out --progress status=noxfer 2>err
test "$(wc -l <err)" = 2 || fail_ "more than two lines: $(cat err)"

# --stats comes after dd's own lines.
returns 0 udd if=in of=out bs=1000 --stats 2>err
says err '300000 bytes (300 kB, 293 KiB) copied'
says err 'bytes: 300000 in '
says err 'rings: '
returns 0 udd if=in of=out bs=1000 --stats=json status=none 2>err
test "$(wc -l <err)" = 1 || fail_ "not one line: $(cat err)"
says err '{"type":"stats","bytes":300000,'
if command -v python3 >/dev/null; then
  python3 -c 'import json, sys; json.load (sys.stdin)' <err \
    || fail_ "no JSON: $(cat err)"
fi

# refuses TEXT WORD...: with that message, and no copy.
refuses ()
{
  text=$1
  shift
  rm -f out
  returns 1 udd if=in of=out "$@" 2>err
  says err "$text"
  lacks out
}
refuses "invalid argument 'fast' for '--engine'" --engine=fast
refuses "invalid argument 'fast' for 'engine'" engine=fast
refuses "invalid --queue-depth argument '0'" --queue-depth=0
refuses "invalid qd argument '4097': it must be from 1 to 4096" qd=4097
refuses "invalid qd argument 'x'" qd=x
refuses "invalid --chunk-size argument '1'" --chunk-size=1
refuses "unrecognized option '--workers=2'" --workers=2
refuses "invalid option -- 'j'" -j2
refuses "cannot combine direct and nocache" --direct --nocache
refuses "write --engine in full" --eng=sync

# A ring that cannot be had.
if test -z "$(why_no_uring_)"; then
  returns 1 deny-uring EPERM udd --engine=uring if=in of=out 2>err
  says err '--engine=uring cannot be had'
  lacks out
  copies_without ()
  {
    returns 0 deny-uring EPERM udd if=in of=out bs=1000 2>err
    compare in out
  }
  copies_without
fi
