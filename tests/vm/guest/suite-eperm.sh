#!/bin/sh
# The tests of 'make check' on this kernel where io_uring is forbidden, as
# kernel.io_uring_disabled and container profiles do.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
suite_by="$abs_top_builddir/tests/deny-uring EPERM"
. "$srcdir/tests/vm/guest/suite.sh"
