#!/bin/sh
# The power is cut at any flush of the disk: on xfs, what was promised is there.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/vm/guest/common.sh"
type=xfs
. "$abs_top_srcdir/tests/vm/guest/power-cut.sh"
