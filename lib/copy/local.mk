# Copy: a tree copied as cp does.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/copy/copy-as-link.c \
	lib/copy/copy-as-link.h \
	lib/copy/copy-dir.c \
	lib/copy/copy-dir.h \
	lib/copy/copy-entry.c \
	lib/copy/copy-entry.h \
	lib/copy/copy-special.c \
	lib/copy/copy-special.h \
	lib/copy/tree-copy.c \
	lib/copy/tree-copy.h \
	lib/copy/tree-filter.c \
	lib/copy/tree-filter.h \
	lib/copy/tree-made.c \
	lib/copy/tree-made.h \
	lib/copy/tree-parents.c \
	lib/copy/tree-parents.h
