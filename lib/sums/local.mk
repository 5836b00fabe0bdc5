# Sums of bytes.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

lib_libuu_a_SOURCES += \
	lib/sums/digest-impl.h \
	lib/sums/digest.c \
	lib/sums/digest.h \
	lib/sums/hash-log.c \
	lib/sums/hash-log.h \
	lib/sums/manifest.c \
	lib/sums/manifest.h \
	lib/sums/windows.c \
	lib/sums/windows.h

# What loads the libraries that sum.
if HAVE_XXHASH
lib_libuu_a_SOURCES += \
	lib/sums/digest-xxhash.c
endif
if HAVE_LIBCRYPTO
lib_libuu_a_SOURCES += \
	lib/sums/digest-libcrypto.c
endif
