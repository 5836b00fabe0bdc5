#!/bin/sh
# What cannot be read is said, passed over with conv=noerror, and made up for
# with sync, as in dd.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$abs_top_srcdir/tests/udd/common.sh"

# Nothing is mapped at the start of any process, so its memory cannot be read
# there.
unreadable=/proc/self/mem
cat $unreadable >/dev/null 2>&1 && skip_ "$unreadable can be read"

same_as_dd if=$unreadable count=1
same_as_dd if=$unreadable bs=4096 count=3
same_as_dd if=$unreadable bs=4096 count=3 conv=noerror,sync
same_as_dd if=$unreadable bs=4096 count=3 conv=noerror,sync status=none
same_as_dd if=$unreadable bs=4096 count=2 conv=noerror,sync status=noxfer
same_as_dd if=$unreadable ibs=1000 obs=700 count=3 conv=noerror,sync
same_as_dd if=$unreadable ibs=1000 obs=700 cbs=10 count=3 conv=noerror,sync,block
same_as_dd if=$unreadable bs=4096 skip=1 count=3 conv=noerror,sync iflag=fullblock
same_as_dd if=$unreadable bs=1M count=2 conv=noerror,sync,sparse of=out
says udd.err "error reading '$unreadable': Input/output error"
