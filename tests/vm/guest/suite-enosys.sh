#!/bin/sh
# The tests of 'make check' on this kernel where io_uring is missing, as in kernels
# built without.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
suite_by="$abs_top_builddir/tests/deny-uring ENOSYS"
. "$srcdir/tests/vm/guest/suite.sh"
