# Tree: directories walked and shared out.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/tree/batch.c \
	lib/tree/batch.h \
	lib/tree/dircache.c \
	lib/tree/dirnode.c \
	lib/tree/dirnode.h \
	lib/tree/item.c \
	lib/tree/item.h \
	lib/tree/job.h \
	lib/tree/links.c \
	lib/tree/links.h \
	lib/tree/name-set.c \
	lib/tree/name-set.h \
	lib/tree/policy.h \
	lib/tree/target-verdict.h \
	lib/tree/temporary.c \
	lib/tree/temporary.h \
	lib/tree/tree-limits.c \
	lib/tree/tree-limits.h \
	lib/tree/tree-remove-impl.h \
	lib/tree/tree-remove-now.c \
	lib/tree/tree-remove-read.c \
	lib/tree/tree-remove.c \
	lib/tree/tree-remove.h \
	lib/tree/tree-symlinks.c \
	lib/tree/tree-symlinks.h \
	lib/tree/walk.c \
	lib/tree/walk.h \
	lib/tree/worker.c \
	lib/tree/worker.h \
	lib/tree/workq.c \
	lib/tree/workq.h
