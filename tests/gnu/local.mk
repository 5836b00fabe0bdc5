# GNU coreutils' own tests with our tools in the place of theirs, and all that
# takes too long for 'make check'.  tests/README tells more.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += \
	tests/gnu/check.sh \
	tests/gnu/differs \
	tests/gnu/fetch.sh \
	tests/gnu/one.sh

# make check-gnu GNUFLAGS='--engines=uring cp/link'
GNUFLAGS =
gnu_matrix = --fs=ext4,xfs,btrfs,tmpfs --engines=auto,uring,sync

.PHONY: check-gnu check-long
check-gnu: $(bin_PROGRAMS)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/gnu/check.sh $(GNUFLAGS)

check-long:
	@status=0; \
	CHECK_LONG=yes $(MAKE) $(AM_MAKEFLAGS) check || status=1; \
	$(MAKE) $(AM_MAKEFLAGS) check-gnu GNUFLAGS='$(gnu_matrix)' || status=1; \
	$(MAKE) $(AM_MAKEFLAGS) check-rsync \
	  RSYNCFLAGS=--engines=auto,uring,sync || status=1; \
	CHECK_LONG=yes $(MAKE) $(AM_MAKEFLAGS) check-vm || status=1; \
	exit $$status

distclean-local:
	rm -rf tests/gnu/kit tests/gnu/kit.work tests/gnu/kit.new
	rm -rf tests/rsync/kit tests/rsync/kit.work
	rm -rf tests/vm/cache tests/vm/logs
	rm -rf tests/fuzz/kit tests/fuzz/found tests/fuzz/harm
