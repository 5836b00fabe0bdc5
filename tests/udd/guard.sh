#!/bin/sh
# A block device that is in use is not written to, unless that is permitted;
# called as dd, udd warns and does what dd does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
require_prog_ losetup mkfs.ext4
truncate -s 16M disk
loop=$(losetup -f --show disk 2>losetup.err) \
  || skip_ "no loop device: $(cat losetup.err)"
at_end "losetup -d '$loop'"
mkfs.ext4 -q -F "$loop"
mkdir mnt
mount "$loop" mnt 2>mount.err || skip_ "cannot mount: $(cat mount.err)"
at_end "umount '$test_dir_/mnt' 2>/dev/null"
head -c 100000 /dev/urandom >in

# The last MiB belongs to nobody; it stays as it is.
where='bs=1k seek=15360 conv=notrunc status=none'
here ()
{
  dd if="$loop" bs=1k skip=15360 count=1000 iflag=fullblock status=none \
    | head -c 100000 | cksum
}
before=$(here)

refused ()
{
  returns 1 "$@" 2>err
  says err "'$loop' is mounted at '$test_dir_/mnt'"
  says err "refusing to write to"
  test "$(here)" = "$before" || fail_ "something was written by '$*'"
}
once ()
{
  # shellcheck disable=SC2086
  {
    refused udd if=in of="$loop" $where
  }
}
once
# By standard output as well.
returns 1 udd if=in status=none >"$loop" 2>err
says err "refusing to write to 'standard output'"
test "$(here)" = "$before" || fail_ "something was written"

# Permitted; and as dd, with a warning.
# shellcheck disable=SC2086
quietly udd if=in of="$loop" $where oflag=mounted
test "$(here)" = "$(cksum <in)" || fail_ "oflag=mounted did not write"
head -c 100000 /dev/zero >in
ln -s "$(command -v udd)" dd
# shellcheck disable=SC2086
returns 0 ./dd if=in of="$loop" $where 2>err
says err "'$loop' is mounted at"
test "$(here)" = "$(cksum <in)" || fail_ "as dd nothing was written"

# Nor is a list or a further copy written there.
lists='tee='
lacks_feature HAVE_LIBCRYPTO || lists='tee= hash=md5,hashlog= bmapout='
for list in $lists; do
  # shellcheck disable=SC2046
  refused udd if=in of=copy status=none $(echo "$list$loop" | tr , ' ')
  test "$(head -c 1000 "$loop" | tr -d '\0' | wc -c)" = 0 \
    || fail_ "something was written by $list"
done

# Free again.
umount mnt
head -c 100000 /dev/urandom >in
# shellcheck disable=SC2086
quietly udd if=in of="$loop" $where
test "$(here)" = "$(cksum <in)" || fail_ "nothing was written"

# A regular file, and what is read, are nobody's business.
mount "$loop" mnt
quietly udd if="$loop" of=copy bs=1M status=none
cmp "$loop" copy >&9 || fail_ "reading is refused or wrong"
