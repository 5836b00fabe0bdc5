# Tests of what usync does without a mode, one behaviour each.
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
	tests/usync/operands.sh \
	tests/usync/options.sh \
	tests/usync/progress.sh \
	tests/usync/recursive.sh \
	tests/usync/recursive-deep.sh \
	tests/usync/recursive-links.sh \
	tests/usync/user.sh

TESTS += $(usync_tests)
EXTRA_DIST += \
	tests/usync/common.sh \
	$(usync_tests)
