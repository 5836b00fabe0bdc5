#!/bin/sh
# Trees go into, within and out of an overlay.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs overlay 600M
make_tree src
copies_both_ways --holes=strict
