# GNU coreutils' own tests with our tools in the place of theirs.  tests/README
# tells more.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += \
	tests/gnu/check.sh \
	tests/gnu/differs \
	tests/gnu/fetch.sh \
	tests/gnu/one.sh

# make check-gnu GNUFLAGS='--engines=uring cp/link'
GNUFLAGS =

.PHONY: check-gnu
check-gnu: $(bin_PROGRAMS)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/gnu/check.sh $(GNUFLAGS)

distclean-local:
	rm -rf tests/gnu/kit tests/gnu/kit.work tests/gnu/kit.new
	rm -rf tests/rsync/kit tests/rsync/kit.work
	rm -rf tests/vm/cache tests/vm/logs
	rm -rf tests/fuzz/kit tests/fuzz/found tests/fuzz/harm tests/long
