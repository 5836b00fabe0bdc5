# dd: records from one side to the other.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/dd/dd-buffer.c \
	lib/dd/dd-buffer.h \
	lib/dd/dd-bulk.c \
	lib/dd/dd-bulk.h \
	lib/dd/dd-cache.c \
	lib/dd/dd-cache.h \
	lib/dd/dd-convert.c \
	lib/dd/dd-convert.h \
	lib/dd/dd-guard.c \
	lib/dd/dd-guard.h \
	lib/dd/dd-image-beside.c \
	lib/dd/dd-image-copy.c \
	lib/dd/dd-image-impl.h \
	lib/dd/dd-image-map.c \
	lib/dd/dd-image-rescue.c \
	lib/dd/dd-image-verify.c \
	lib/dd/dd-image.c \
	lib/dd/dd-image.h \
	lib/dd/dd-io.c \
	lib/dd/dd-io.h \
	lib/dd/dd-open.c \
	lib/dd/dd-policy.h \
	lib/dd/dd-records.c \
	lib/dd/dd-records.h \
	lib/dd/dd-room.c \
	lib/dd/dd-room.h \
	lib/dd/dd-signal.c \
	lib/dd/dd-signal.h \
	lib/dd/dd-skip.c \
	lib/dd/dd-skip.h \
	lib/dd/dd-tables.c \
	lib/dd/dd.c \
	lib/dd/dd.h
