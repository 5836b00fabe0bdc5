# The library: engine, data, file and tree layers, one file per concept.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

noinst_LIBRARIES += lib/libuu.a

lib_libuu_a_SOURCES = \
	lib/bufpool.h \
	lib/endpoint.h \
	lib/engine.h \
	lib/op.h \
	lib/transfer.h

# engine-uring.c and uring-probe.c, the only files that include liburing.h, go
# between 'if HAVE_LIBURING' and 'endif'.
