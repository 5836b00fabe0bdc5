#!/bin/sh
# Random trees mirrored with random options come out as rsync makes them, the
# cases of seed 2: the same tree, the same changes told of, the same exit status.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
. "${srcdir=.}/tests/init.sh"
. "$srcdir/tests/usync/random-common.sh"
