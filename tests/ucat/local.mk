# Tests of what ucat does, one behaviour each.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

ucat_tests = \
	tests/ucat/ahead.sh \
	tests/ucat/broken-pipe.sh \
	tests/ucat/changes.sh \
	tests/ucat/direct.sh \
	tests/ucat/fifo.sh \
	tests/ucat/format-random.sh \
	tests/ucat/format.sh \
	tests/ucat/files0-from.sh \
	tests/ucat/full.sh \
	tests/ucat/full-disk.sh \
	tests/ucat/in-scripts.sh \
	tests/ucat/interrupt.sh \
	tests/ucat/operands.sh \
	tests/ucat/options.sh \
	tests/ucat/outputs.sh \
	tests/ucat/own-output.sh \
	tests/ucat/progress.sh \
	tests/ucat/random.sh \
	tests/ucat/shared-input.sh \
	tests/ucat/shared-output.sh \
	tests/ucat/sparse.sh \
	tests/ucat/special-files.sh \
	tests/ucat/uncached.sh

TESTS += $(ucat_tests)
EXTRA_DIST += \
	tests/ucat/common.sh \
	$(ucat_tests)

# A judge: libc alone.
check_PROGRAMS += tests/plumb

tests_plumb_SOURCES = tests/plumb.c
tests_plumb_CPPFLAGS =
tests_plumb_LDADD =
