#!/bin/sh
# Onto vfat goes what it can hold: two-second times, no owners, no links; what
# it cannot hold gives cp's messages.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs vfat 200M
copies_to_fat symlinks,special,names,modes,sparse
