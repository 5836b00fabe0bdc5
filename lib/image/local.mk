# Images and devices.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/image/bmap-make.c \
	lib/image/bmap-make.h \
	lib/image/bmap-parse.c \
	lib/image/bmap.c \
	lib/image/bmap.h \
	lib/image/device-type.c \
	lib/image/device-type.h \
	lib/image/device-use.c \
	lib/image/device-use.h \
	lib/image/image-put.c \
	lib/image/image-put.h \
	lib/image/mounts-plain.c \
	lib/image/mounts.c \
	lib/image/mounts.h \
	lib/image/rescue-map.c \
	lib/image/rescue-map.h \
	lib/image/rescue-mapfile.c \
	lib/image/rescue.c \
	lib/image/rescue.h

# What loads libmount.
if HAVE_LIBMOUNT
lib_libuu_a_SOURCES += \
	lib/image/mounts-libmount.c
endif
