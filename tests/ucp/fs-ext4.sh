#!/bin/sh
# Trees go into, within and out of ext4.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs ext4 600M
make_tree src
copies_both_ways --holes=strict
