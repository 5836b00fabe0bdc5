# What everything else stands on.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/base/descriptors.c \
	lib/base/descriptors.h \
	lib/base/file-limit.c \
	lib/base/file-limit.h \
	lib/base/library.c \
	lib/base/library.h \
	lib/base/messages.h \
	lib/base/stop.c \
	lib/base/stop.h
