# Data: one range of bytes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/data/bufpool.c \
	lib/data/bufpool.h \
	lib/data/chunk.c \
	lib/data/chunk.h \
	lib/data/differ.c \
	lib/data/differ.h \
	lib/data/endpoint.c \
	lib/data/endpoint.h \
	lib/data/extents.c \
	lib/data/extents.h \
	lib/data/meter.h \
	lib/data/patch.c \
	lib/data/patch.h \
	lib/data/pipeline-course.c \
	lib/data/pipeline-impl.h \
	lib/data/pipeline-taken.c \
	lib/data/pipeline.c \
	lib/data/pipeline.h \
	lib/data/rate.c \
	lib/data/rate.h \
	lib/data/readback.c \
	lib/data/readback.h \
	lib/data/transfer-clone.c \
	lib/data/transfer-impl.h \
	lib/data/transfer-range.c \
	lib/data/transfer-ring.c \
	lib/data/transfer-splice.c \
	lib/data/transfer.c \
	lib/data/transfer.h \
	lib/data/zeros.c \
	lib/data/zeros.h
