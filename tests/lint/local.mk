# Checks of the source itself.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lint_tests = \
	tests/lint/format.sh \
	tests/lint/layers.sh \
	tests/lint/shell.sh \
	tests/lint/sizes.sh \
	tests/lint/text.sh \
	tests/lint/translated.sh

TESTS += $(lint_tests)
EXTRA_DIST += \
	$(lint_tests) \
	tests/lint/code-only.awk \
	tests/lint/common.sh \
	tests/lint/format
