#!/bin/sh
# The four tools do what they are for on this kernel, by every engine, on the disks
# that the machine has.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"

note_ "Linux $(uname -r)"
need_disk nvme0n1
new_fs ext4 /dev/nvme0n1
make_tree src --only=files,nested,links,sparse,symlinks
head -c 7000001 /dev/urandom >src/large

# A kernel of this age has rings: to do without would not be found out by what is
# copied.
why=$(why_no_uring_)
lacks_feature HAVE_LIBURING || test -z "$why" || fail_ "no ring: $why"

once ()
{
  at=$mnt/$engine
  mkdir "$at"
  quietly ucp -a src "$at/copy"
  same_tree src "$at/copy"
  quietly ucp -a --fsync "$at/copy" "$at/again"
  same_tree "$at/copy" "$at/again"

  quietly usync --mirror -H src/ "$at/mirror"
  same_tree --no-acl --no-xattr src "$at/mirror"
  rm "$at/mirror/large"
  echo more >"$at/mirror/more"
  quietly usync --mirror -H --delete src/ "$at/mirror"
  same_tree --no-acl --no-xattr src "$at/mirror"
  quietly usync -r "$at/mirror"

  quietly udd if=src/large of="$at/dd" bs=64k status=none conv=fsync
  compare src/large "$at/dd"
  quietly udd if="$at/dd" of="$at/direct" bs=1M iflag=direct oflag=direct \
    status=none
  compare src/large "$at/direct"

  ucat src/large src/files/* >"$at/cat" || fail_ "ucat gave status $?"
  cat src/large src/files/* | cmp - "$at/cat" >&9 || fail_ "ucat differs from cat"

  test "$engine" != uring || {
    forget_cache
    returns 0 ucp --stats=json "$at/dd" "$at/ring" 2>stats
    test "$(field rings stats)" -ge 1 || fail_ "no ring was used"
    compare src/large "$at/ring"
  }
}
each_engine once
