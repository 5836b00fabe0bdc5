# The tools.  Each is a small file of its own above the library:
#   bin_PROGRAMS += src/TOOL
#   src_TOOL_SOURCES = src/TOOL.c
#   src_TOOL_LDADD = $(uu_libs)
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later
