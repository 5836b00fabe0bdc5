# rsync's own tests with usync --mirror in its place.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += \
	tests/rsync/as-rsync \
	tests/rsync/check.sh \
	tests/rsync/differs \
	tests/rsync/fetch.sh \
	tests/rsync/left-out \
	tests/rsync/one.sh

# make check-rsync RSYNCFLAGS='--engines=uring itemize'
RSYNCFLAGS =

.PHONY: check-rsync
check-rsync: src/usync$(EXEEXT)
	@$(AM_TESTS_ENVIRONMENT) \
	  $(SHELL) $(srcdir)/tests/rsync/check.sh $(RSYNCFLAGS)
