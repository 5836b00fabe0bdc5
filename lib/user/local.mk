# User: what is said, and asked.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/user/query.c \
	lib/user/query.h \
	lib/user/report.c \
	lib/user/report.h \
	lib/user/size-arg.c \
	lib/user/size-arg.h
