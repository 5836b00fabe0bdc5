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

# The judges share no code with what they judge: libc alone, and neither
# gnulib's headers nor its library.
check_PROGRAMS += tests/deny-uring tests/mktree tests/treecmp

tests_deny_uring_SOURCES = tests/deny-uring.c
tests_deny_uring_CPPFLAGS =
tests_deny_uring_LDADD =

tests_mktree_SOURCES = \
	tests/mktree.c \
	tests/mktree.h \
	tests/mktree-data.c \
	tests/mktree-meta.c \
	tests/mktree-names.c
tests_mktree_CPPFLAGS =
tests_mktree_LDADD =

tests_treecmp_SOURCES = \
	tests/treecmp.c \
	tests/treecmp.h \
	tests/treecmp-data.c \
	tests/treecmp-links.c \
	tests/treecmp-meta.c \
	tests/treecmp-options.c
tests_treecmp_CPPFLAGS =
tests_treecmp_LDADD =

judge_tests = \
	tests/helpers.sh \
	tests/mktree.sh \
	tests/treecmp.sh

TESTS += $(judge_tests)
EXTRA_DIST += \
	tests/fs.sh \
	tests/init.sh \
	$(judge_tests)
