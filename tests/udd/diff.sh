#!/bin/sh
# conv=diff writes what differs, verify=readback finds what did not arrive,
# conv=zeroout and conv=discard leave the device with what was copied.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
PATH=$abs_top_builddir/tests/fault:$PATH

head -c 5000001 /dev/urandom >in
once ()
{
  # Two blocks differ, and what lies behind stays.
  cp in out
  echo behind >>out
  cp in wanted
  echo behind >>wanted
  printf x | dd of=out bs=1 seek=12345 conv=notrunc status=none
  printf x | dd of=out bs=1 seek=4900000 conv=notrunc status=none
  returns 0 env URINGUTILS_FAULT_COUNT=count URINGUTILS_FAULT=fail=0:EIO:write \
    udd-fault if=in of=out bs=512 conv=diff status=none
  cmp out wanted >&9 || fail_ "the copy differs"
  test "$(cat count)" -le 2 || fail_ "$(cat count) writes for two blocks"
  # Too short, and none at all.
  head -c 1000000 in >out
  quietly udd if=in of=out conv=diff status=none
  cmp in out >&9 || fail_ "a short file was not made whole"
  rm out
  quietly udd if=in of=out conv=diff status=none
  cmp in out >&9 || fail_ "a new file is not whole"
  # A part of it.
  quietly udd if=in of=out bs=1000 skip=5 seek=10 count=20 conv=diff status=none
  cmp -n 10000 in out >&9 || fail_ "the beginning was changed"
  dd if=out bs=1000 skip=10 count=20 status=none >one
  dd if=in bs=1000 skip=5 count=20 status=none | cmp - one >&9 \
    || fail_ "the part is wrong"
}
each_engine once
returns 1 udd if=in conv=diff status=none 2>err | cat >/dev/null
udd if=in conv=diff status=none 2>err | cat >/dev/null
says err "cannot compare with 'standard output'"
returns 1 udd if=in of=out conv=diff,sparse 2>err
says err "cannot combine conv=diff and conv=sparse"
returns 1 udd if=in of=out conv=discard status=none 2>err
says err "cannot discard what is on 'out'"

# A byte that changes on its way is found.
if ! lacks_feature HAVE_XXHASH; then
  verify ()
  {
    quietly udd if=in of=out bs=64k verify=readback status=none
    cmp in out >&9 || fail_ "the copy differs"
    returns 1 env URINGUTILS_FAULT=corrupt=3 \
      udd-fault if=in of=out verify=readback status=none 2>err
    says err "verification failed: 'out' differs on the medium"
    says err "bytes 2097152 to 3145727"
    quietly udd if=in of=out bs=1000 seek=1 count=4 verify=readback status=none
  }
  each_engine verify
  returns 1 udd if=in of=out verify=twice 2>err
  says err "invalid way to verify: 'twice'"
fi

test "$(id -u)" = 0 && command -v losetup >/dev/null \
  || { note_ "devices left out: they need root"; exit 0; }
truncate -s 16M disk
loop=$(losetup -f --show disk 2>losetup.err) \
  || { note_ "devices left out: $(cat losetup.err)"; exit 0; }
at_end "losetup -d '$loop'"
{ head -c 1000000 in; head -c 3000000 /dev/zero; cat in; } >image
for conv in zeroout discard discard,zeroout diff diff,zeroout; do
  yes | head -c 16777216 | dd of="$loop" bs=1M iflag=fullblock status=none
  returns 0 udd if=image of="$loop" bs=1000 seek=1 conv=$conv status=none 2>err
  dd if="$loop" bs=1000 skip=1 status=none | cmp -n 9000001 - image >&9 \
    || fail_ "conv=$conv left something else"
  yes | head -c 16777216 | tail -c 7000000 >rest
  tail -c 7000000 "$loop" | cmp - rest >&9 \
    || fail_ "conv=$conv touched what it was not to"
  returns 0 udd if=image of="$loop" bs=1M oflag=direct conv=$conv status=none
  cmp -n 9000001 image "$loop" >&9 || fail_ "oflag=direct conv=$conv is wrong"
done
