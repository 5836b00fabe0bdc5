# Mirror: a tree made the same as another.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/mirror/chmod-rules.c \
	lib/mirror/chmod-rules.h \
	lib/mirror/id-map.c \
	lib/mirror/id-map.h \
	lib/mirror/mirror-attrs.c \
	lib/mirror/mirror-attrs.h \
	lib/mirror/mirror-backup.c \
	lib/mirror/mirror-backup.h \
	lib/mirror/mirror-basis.c \
	lib/mirror/mirror-basis.h \
	lib/mirror/mirror-change.h \
	lib/mirror/mirror-checksum.c \
	lib/mirror/mirror-checksum.h \
	lib/mirror/mirror-compare.c \
	lib/mirror/mirror-compare.h \
	lib/mirror/mirror-delete-pass.c \
	lib/mirror/mirror-delete.c \
	lib/mirror/mirror-delete.h \
	lib/mirror/mirror-dest.c \
	lib/mirror/mirror-dest.h \
	lib/mirror/mirror-dir.c \
	lib/mirror/mirror-dir.h \
	lib/mirror/mirror-entry.c \
	lib/mirror/mirror-entry.h \
	lib/mirror/mirror-fake-acls.c \
	lib/mirror/mirror-fake-acls.h \
	lib/mirror/mirror-fake.c \
	lib/mirror/mirror-fake.h \
	lib/mirror/mirror-file-basis.c \
	lib/mirror/mirror-file-impl.h \
	lib/mirror/mirror-file.c \
	lib/mirror/mirror-file.h \
	lib/mirror/mirror-filter.c \
	lib/mirror/mirror-filter.h \
	lib/mirror/mirror-impl.h \
	lib/mirror/mirror-links.c \
	lib/mirror/mirror-links.h \
	lib/mirror/mirror-list.c \
	lib/mirror/mirror-list.h \
	lib/mirror/mirror-merge.c \
	lib/mirror/mirror-merge.h \
	lib/mirror/mirror-names.c \
	lib/mirror/mirror-names.h \
	lib/mirror/mirror-policy.h \
	lib/mirror/mirror-prune.c \
	lib/mirror/mirror-prune.h \
	lib/mirror/mirror-read.c \
	lib/mirror/mirror-read.h \
	lib/mirror/mirror-remove-source.c \
	lib/mirror/mirror-remove-source.h \
	lib/mirror/mirror-special.c \
	lib/mirror/mirror-special.h \
	lib/mirror/mirror-tell.c \
	lib/mirror/mirror-tell.h \
	lib/mirror/mirror-way.c \
	lib/mirror/mirror-way.h \
	lib/mirror/mirror-xattrs.c \
	lib/mirror/mirror-xattrs.h \
	lib/mirror/mirror.c \
	lib/mirror/mirror.h
