# Tests of all tools where a container puts them: under filters of system calls,
# and in a namespace of users.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

container_tests = \
	tests/container/filters.sh \
	tests/container/no-statx.sh \
	tests/container/user-namespace.sh

TESTS += $(container_tests)
EXTRA_DIST += $(container_tests)
