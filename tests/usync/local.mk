# Tests of usync, one behaviour each; mirror-* are those of --mirror.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

usync_tests = \
	tests/usync/bad-medium.sh \
	tests/usync/calls.sh \
	tests/usync/closed.sh \
	tests/usync/crash.sh \
	tests/usync/deny-uring.sh \
	tests/usync/engine.sh \
	tests/usync/files0-from.sh \
	tests/usync/many.sh \
	tests/usync/mirror-attributes.sh \
	tests/usync/mirror-backup.sh \
	tests/usync/mirror-basis.sh \
	tests/usync/mirror-checksum.sh \
	tests/usync/mirror-chmod.sh \
	tests/usync/mirror-corners.sh \
	tests/usync/mirror-delete-backup.sh \
	tests/usync/mirror-delete-race.sh \
	tests/usync/mirror-delete-safe.sh \
	tests/usync/mirror-delete-user.sh \
	tests/usync/mirror-delete.sh \
	tests/usync/mirror-dry-run.sh \
	tests/usync/mirror-errors.sh \
	tests/usync/mirror-fake-super.sh \
	tests/usync/mirror-fake-super-user.sh \
	tests/usync/mirror-fake-trouble.sh \
	tests/usync/mirror-files-from.sh \
	tests/usync/mirror-filter.sh \
	tests/usync/mirror-filter-delete.sh \
	tests/usync/mirror-filter-random.sh \
	tests/usync/mirror-filter-xattrs.sh \
	tests/usync/mirror-inplace.sh \
	tests/usync/mirror-killed.sh \
	tests/usync/mirror-itemize.sh \
	tests/usync/mirror-kinds.sh \
	tests/usync/mirror-links.sh \
	tests/usync/mirror-lock.sh \
	tests/usync/mirror-log.sh \
	tests/usync/mirror-missing-args.sh \
	tests/usync/mirror-negations.sh \
	tests/usync/mirror-operands.sh \
	tests/usync/mirror-options.sh \
	tests/usync/mirror-owners.sh \
	tests/usync/mirror-partial.sh \
	tests/usync/mirror-prune.sh \
	tests/usync/mirror-race.sh \
	tests/usync/mirror-random-1.sh \
	tests/usync/mirror-random-2.sh \
	tests/usync/mirror-random-3.sh \
	tests/usync/mirror-relative.sh \
	tests/usync/mirror-remove-source.sh \
	tests/usync/mirror-signal.sh \
	tests/usync/mirror-stop.sh \
	tests/usync/mirror-stats.sh \
	tests/usync/mirror-tree.sh \
	tests/usync/mirror-writes-nothing.sh \
	tests/usync/operands.sh \
	tests/usync/options.sh \
	tests/usync/progress.sh \
	tests/usync/recursive-deep.sh \
	tests/usync/recursive-links.sh \
	tests/usync/recursive.sh \
	tests/usync/user.sh

TESTS += $(usync_tests)
EXTRA_DIST += \
	tests/usync/common.sh \
	tests/usync/mirror-common.sh \
	tests/usync/mirror-delete-common.sh \
	tests/usync/mirror-fake-common.sh \
	tests/usync/random-common.sh \
	$(usync_tests)
