#!/bin/sh
# conv=rescue copies all but the bad places, lists them, and goes on later.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
PATH=$abs_top_builddir/tests/fault:$PATH

head -c 3000000 /dev/urandom >in
# Two places: within a page; and from one into another.
cp in wanted
dd if=/dev/zero of=wanted bs=4096 seek=10 count=1 conv=notrunc status=none
dd if=/dev/zero of=wanted bs=4096 seek=500 count=2 conv=notrunc status=none
faults=bad=41000-41001,bad=2049000-2053000
blocks ()
{
  sed '/^#/d' "$1" | tail -n +2
}
cat >bad.map <<'EOT'
0x00000000  0x0000A000  +
0x0000A000  0x00001000  -
0x0000B000  0x001E9000  +
0x001F4000  0x00002000  -
0x001F6000  0x000E66C0  +
EOT

once ()
{
  rm -f out map
  returns 1 env URINGUTILS_FAULT="$faults" udd-fault if=in of=out \
    conv=rescue mapfile=map bs=64k 2>err
  cmp out wanted >&9 || fail_ "not all was rescued"
  says err "12288 bytes of 'in' cannot be read"
  says err "45+1 records in"
  blocks map >actual
  compare bad.map actual

  # Without a map; and seen by hash= as it is written.
  returns 1 env URINGUTILS_FAULT="$faults" udd-fault if=in of=out conv=rescue \
    status=none 2>err
  cmp out wanted >&9 || fail_ "not all was rescued without a map"

  # The places are good now: nothing else is read.
  rest=$(awk 'BEGIN { print 3000000 }')
  head -c "$rest" /dev/zero >out
  returns 0 udd if=in of=out conv=rescue mapfile=map status=none
  dd if=in bs=4096 skip=10 count=1 status=none >one
  dd if=out bs=4096 skip=10 count=1 status=none | cmp - one >&9 \
    || fail_ "the first place was not read again"
  test "$(tr -d '\0' <out | wc -c)" -le 12288 \
    || fail_ "more was written than was missing"
  test "$(blocks map)" = "0x00000000  0x002DC6C0  +" || fail_ "$(cat map)"

  # Nothing is left to do.
  cp out before
  returns 0 udd if=in of=out conv=rescue mapfile=map status=none
  cmp out before >&9 || fail_ "what was done was done again"
}
each_engine once

# What is good is copied before a large bad part is looked into, from where a
# later run goes on.
head -c 40000000 /dev/urandom >large
cp large wanted
dd if=/dev/zero of=wanted bs=4096 seek=512 count=4000 conv=notrunc status=none
bad=bad=2097152-18481152
good_first ()
{
  rm -f out map
  returns 1 env URINGUTILS_FAULT=$bad,fail=300:ENOMEM:forever:read udd-fault \
    if=large of=out conv=rescue mapfile=map status=none 2>err
  says err "error reading 'large'"
  cmp -n 2000000 large out >&9 || fail_ "not what comes first"
  cmp -i 19000000 large out >&9 || fail_ "not what comes last"
  test "$(sed -n 3p map | awk '{ print $2 }')" = / || fail_ "$(cat map)"
  test "$(blocks map | awk 'END { print $3 }')" = + || fail_ "$(cat map)"
  returns 1 env URINGUTILS_FAULT=$bad udd-fault if=large of=out conv=rescue \
    mapfile=map status=none 2>err
  cmp out wanted >&9 || fail_ "not all was rescued"
  says err "16384000 bytes of 'large' cannot be read"
  cat >expected <<'EOT'
0x00000000  0x00200000  +
0x00200000  0x00FA0000  -
0x011A0000  0x01485A00  +
EOT
  blocks map >actual
  compare expected actual
  test "$(sed -n 3p map | awk '{ print $2 }')" = + || fail_ "$(cat map)"
}
each_engine good_first

# By parts, whose map is of the whole.
rm -f out map
returns 0 udd if=in of=out conv=rescue mapfile=map bs=1000 count=1000 \
  status=none
returns 0 udd if=in of=out conv=rescue mapfile=map bs=1000 skip=2000 \
  seek=2000 status=none
test "$(blocks map | wc -l)" = 3 || fail_ "$(cat map)"
returns 0 udd if=in of=out conv=rescue mapfile=map status=none
cmp in out >&9 || fail_ "the parts are not the whole"

# A write that fails is not in the map as done.
rm -f out map
returns 1 env URINGUTILS_FAULT=fail=2:ENOSPC:forever:write \
  udd-fault if=in of=out conv=rescue mapfile=map status=none 2>err
rm -f map.new
test ! -s map || blocks map | awk '$3 == "+" && $1 == "0x00000000"' >finished
test ! -s map || ! grep 0x002D finished >/dev/null || fail_ "$(cat map)"

# A map that cannot be written is found out before anything is read.
rm -f out map
returns 1 udd if=in of=out conv=rescue mapfile=missing/map status=none 2>err
says err "cannot write the map 'missing/map'"
silent out
# Nothing is wanted, and the map says so.
returns 0 udd if=in of=out conv=rescue mapfile=map count=0 status=none
exists map
returns 0 udd if=in of=out conv=rescue mapfile=map status=none
cmp in out >&9 || fail_ "nothing was taken for all"

# What is no map, and what does not go together.
echo hello >map
returns 1 udd if=in of=out conv=rescue mapfile=map 2>err
says err "line 1 of the map 'map' cannot be understood"
returns 1 udd if=in of=out mapfile=other 2>err
says err "mapfile= needs conv=rescue"
returns 1 udd if=in of=out conv=rescue,noerror 2>err
says err "cannot combine conv=rescue and conv=noerror"
cat in | returns 1 udd of=out conv=rescue 2>err
says err "cannot read 'standard input' from place to place"
returns 0 udd if=in of=/dev/null conv=rescue mapfile=new status=none
test "$(blocks new)" = "0x00000000  0x002DC6C0  +" || fail_ "$(cat new)"
