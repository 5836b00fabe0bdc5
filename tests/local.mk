# Tests.  'make check' runs TESTS; exit status 77 is a skip, and the last line
# of a skipped test's log says why: 'SKIP: reason'.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = $(SHELL)

# What a test finds in its environment.
AM_TESTS_ENVIRONMENT = \
	srcdir='$(srcdir)'; export srcdir; \
	abs_top_srcdir='$(abs_top_srcdir)'; export abs_top_srcdir; \
	abs_top_builddir='$(abs_top_builddir)'; export abs_top_builddir; \
	PATH='$(abs_top_builddir)/src'$(PATH_SEPARATOR)"$$PATH"; export PATH; \
	LC_ALL=C; export LC_ALL;
