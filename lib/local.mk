# The library: engine, data, file and tree layers, one file per concept.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

noinst_LIBRARIES += lib/libuu.a

lib_libuu_a_SOURCES = 
