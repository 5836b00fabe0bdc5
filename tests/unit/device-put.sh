#!/bin/sh
# What a block device does itself, zeros and forgetting, is what was asked for.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

require_root_
require_prog_ losetup

truncate -s 8M disk
loop=$(losetup -f --show disk 2>losetup.err) \
  || skip_ "no loop device: $(cat losetup.err)"
at_end "losetup -d '$loop'"
returns 0 "$abs_top_builddir/tests/unit/test-image-put" "$loop"
