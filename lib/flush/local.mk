# Flush: files that are made durable.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/flush/flush-many.c \
	lib/flush/flush-many.h \
	lib/flush/flush-names.c \
	lib/flush/flush-names.h \
	lib/flush/flush-set.c \
	lib/flush/flush-set.h \
	lib/flush/flush-tree.c \
	lib/flush/flush-tree.h
