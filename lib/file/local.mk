# File: what is done for one name.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/file/attrs.c \
	lib/file/attrs.h \
	lib/file/copy-data.c \
	lib/file/copy-data.h \
	lib/file/copy-file.c \
	lib/file/copy-file.h \
	lib/file/copy-link.c \
	lib/file/copy-link.h \
	lib/file/copy-partial.c \
	lib/file/copy-partial.h \
	lib/file/copy-reuse.c \
	lib/file/copy-reuse.h \
	lib/file/copy-sums.c \
	lib/file/copy-sums.h \
	lib/file/copy-verify.c \
	lib/file/copy-verify.h \
	lib/file/debug-line.c \
	lib/file/debug-line.h \
	lib/file/delay.c \
	lib/file/delay.h \
	lib/file/enter-dir.c \
	lib/file/enter-dir.h \
	lib/file/fake-acl.c \
	lib/file/fake-acl.h \
	lib/file/fake-stat.c \
	lib/file/fake-stat.h \
	lib/file/flush.c \
	lib/file/flush.h \
	lib/file/landing.c \
	lib/file/landing.h \
	lib/file/metadata.c \
	lib/file/metadata.h \
	lib/file/parallel-dir.c \
	lib/file/parallel-dir.h \
	lib/file/relocate.c \
	lib/file/relocate.h \
	lib/file/resume.c \
	lib/file/resume.h \
	lib/file/stage.c \
	lib/file/stage.h \
	lib/file/target-backup.c \
	lib/file/target-backup.h \
	lib/file/target-link.c \
	lib/file/target-link.h \
	lib/file/target-open.c \
	lib/file/target-open.h \
	lib/file/target-same.c \
	lib/file/target-same.h \
	lib/file/target-wanted.c \
	lib/file/target-wanted.h \
	lib/file/target.c \
	lib/file/target.h \
	lib/file/temp-dir.c \
	lib/file/temp-dir.h
