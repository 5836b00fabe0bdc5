#!/bin/sh
# Trees go into, within and out of XFS.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs xfs 600M
# Its symlinks end at 1,023 bytes.
make_tree src --skip=longlinks
copies_both_ways --holes=strict
