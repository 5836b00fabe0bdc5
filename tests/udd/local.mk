# Tests of udd, a behaviour each.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

udd_tests = \
	tests/udd/small-device.sh \
	tests/udd/bulk.sh \
	tests/udd/bulk-calls.sh \
	tests/udd/bulk-errors.sh \
	tests/udd/bulk-signals.sh \
	tests/udd/random.sh \
	tests/udd/beside.sh \
	tests/udd/bmap.sh \
	tests/udd/copy.sh \
	tests/udd/diff.sh \
	tests/udd/forbidden.sh \
	tests/udd/full-disk.sh \
	tests/udd/guard.sh \
	tests/udd/hash.sh \
	tests/udd/help.sh \
	tests/udd/json.sh \
	tests/udd/numbers.sh \
	tests/udd/offsets.sh \
	tests/udd/options.sh \
	tests/udd/progress.sh \
	tests/udd/query.sh \
	tests/udd/rescue.sh \
	tests/udd/room.sh \
	tests/udd/signals.sh \
	tests/udd/status.sh \
	tests/udd/streams.sh \
	tests/udd/trouble.sh \
	tests/udd/unreadable.sh \
	tests/udd/usage.sh

TESTS += $(udd_tests)
EXTRA_DIST += \
	tests/udd/common.sh \
	$(udd_tests)
