# The library: a folder for each layer, a file for each concept.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

noinst_LIBRARIES += lib/libuu.a

lib_libuu_a_SOURCES =

# From the bottom up; see ARCHITECTURE.md.
include lib/base/local.mk
include lib/engine/local.mk
include lib/data/local.mk
include lib/sums/local.mk
include lib/filter/local.mk
include lib/image/local.mk
include lib/user/local.mk
include lib/tree/local.mk
include lib/file/local.mk
include lib/flush/local.mk
include lib/dd/local.mk
include lib/cat/local.mk
include lib/copy/local.mk
include lib/mirror/local.mk
