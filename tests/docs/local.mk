# Tests of what is written for people: manual, README, translations.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

docs_tests = \
	tests/docs/chinese.sh \
	tests/docs/completions.sh \
	tests/docs/examples.sh \
	tests/docs/figures.sh \
	tests/docs/file-map.sh \
	tests/docs/help-man.sh \
	tests/docs/install.sh \
	tests/docs/translations.sh

TESTS += $(docs_tests)
EXTRA_DIST += \
	tests/docs/common.sh \
	$(docs_tests)

# ucp with its message catalogs in a directory of the test's choice.
check_PROGRAMS += tests/docs/ucp-localized

tests_docs_ucp_localized_SOURCES = tests/docs/localized.c
tests_docs_ucp_localized_LDFLAGS = -Wl,--wrap=bindtextdomain
tests_docs_ucp_localized_LDADD = $(src_ucp_OBJECTS) $(uu_libs)
EXTRA_tests_docs_ucp_localized_DEPENDENCIES = $(src_ucp_OBJECTS)
