# The library: engine, data, file and tree layers, one file per concept.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

noinst_LIBRARIES += lib/libuu.a

lib_libuu_a_SOURCES = \
	lib/bufpool.c \
	lib/bufpool.h \
	lib/chunk.c \
	lib/chunk.h \
	lib/endpoint.c \
	lib/endpoint.h \
	lib/engine-impl.h \
	lib/engine-sync.c \
	lib/engine-try.c \
	lib/engine.c \
	lib/engine.h \
	lib/extents.c \
	lib/extents.h \
	lib/op.c \
	lib/op.h \
	lib/pipeline-course.c \
	lib/pipeline-impl.h \
	lib/pipeline.c \
	lib/pipeline.h \
	lib/transfer-clone.c \
	lib/transfer-impl.h \
	lib/transfer-range.c \
	lib/transfer-ring.c \
	lib/transfer-splice.c \
	lib/transfer.c \
	lib/transfer.h \
	lib/zeros.c \
	lib/zeros.h

# The only files that include liburing.h.
if HAVE_LIBURING
lib_libuu_a_SOURCES += \
	lib/engine-uring.c \
	lib/uring-probe.c \
	lib/uring-probe.h \
	lib/uring-ring.c \
	lib/uring-ring.h \
	lib/uring-setup.c \
	lib/uring-setup.h \
	lib/uring-sqe.c \
	lib/uring-sqe.h
endif
