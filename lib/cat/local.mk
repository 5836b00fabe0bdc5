# Cat: files to standard output.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/cat/byte-block.h \
	lib/cat/cat-ahead.c \
	lib/cat/cat-ahead.h \
	lib/cat/cat-claim.c \
	lib/cat/cat-claim.h \
	lib/cat/cat-format.c \
	lib/cat/cat-format.h \
	lib/cat/cat-io.c \
	lib/cat/cat-io.h \
	lib/cat/cat-lines.c \
	lib/cat/cat-lines.h \
	lib/cat/cat-move.c \
	lib/cat/cat-move.h \
	lib/cat/cat-part.c \
	lib/cat/cat-part.h \
	lib/cat/cat.c \
	lib/cat/cat.h
