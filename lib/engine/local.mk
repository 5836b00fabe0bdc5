# Engine: ops, and who carries them out.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/engine/calls.c \
	lib/engine/calls.h \
	lib/engine/engine-impl.h \
	lib/engine/engine-sync.c \
	lib/engine/engine-try.c \
	lib/engine/engine.c \
	lib/engine/engine.h \
	lib/engine/op.c \
	lib/engine/op.h

# The only files that include liburing.h.
if HAVE_LIBURING
lib_libuu_a_SOURCES += \
	lib/engine/engine-uring.c \
	lib/engine/uring-probe.c \
	lib/engine/uring-probe.h \
	lib/engine/uring-ring.c \
	lib/engine/uring-ring.h \
	lib/engine/uring-setup.c \
	lib/engine/uring-setup.h \
	lib/engine/uring-sqe.c \
	lib/engine/uring-sqe.h
endif
