#!/bin/sh
# Onto exFAT goes what it can hold: two-second times, no owners, no links; what
# it cannot hold gives cp's messages.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"

with_fs exfat 200M
# Its program crashes on some of the names and leaves files in place of fifos.
copies_to_fat symlinks,modes,sparse
