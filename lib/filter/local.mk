# Filter: rsync's rules on names.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/filter/filter-cvs.c \
	lib/filter/filter-impl.h \
	lib/filter/filter-list.c \
	lib/filter/filter-list.h \
	lib/filter/filter-match.c \
	lib/filter/filter-parse.c \
	lib/filter/filter-read.c \
	lib/filter/filter-rule.c \
	lib/filter/filter-scope.c \
	lib/filter/filter-scope.h \
	lib/filter/filter.c \
	lib/filter/filter.h
