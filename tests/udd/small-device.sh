#!/bin/sh
# A device that is too small: udd says, counts and leaves behind what dd does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

require_root_
require_prog_ losetup

head -c 3145728 /dev/urandom >whole
truncate -s 1000000 small
disk=$(losetup -f --show "$PWD/small" 2>err) || skip_ "no loop device: $(cat err)"
at_end "losetup -d $disk"

# same OPERANDS...
same ()
{
  for tool in dd udd; do
    program=$tool
    # shellcheck disable=SC2154  # common.sh sets it.
    test $tool = udd || program=$theirs
    tr '\0' x </dev/zero | head -c 999936 >"$disk"
    returned=0
    "$program" of="$disk" "$@" 2>said_ || returned=$?
    echo $returned >$tool.status
    plain_said <said_ >$tool.said
    cat "$disk" >$tool.out
  done
  for what in status said out; do
    cmp dd.$what udd.$what >&9 2>&9 || {
      diff dd.said udd.said | head -n 20 >&9 || :
      fail_ "'udd of=$disk $*' differs in $what"
    }
  done
}

writing ()
{
  for bs in 512 4k 10000; do
    same if=whole bs=$bs
    same if=whole bs=$bs seek=20
    same if=/dev/zero bs=$bs
    same if=whole bs=$bs conv=notrunc count=30
  done
  same if=whole bs=4k oflag=direct
}
each_engine writing
