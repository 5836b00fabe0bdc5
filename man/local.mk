# What is written for people to read: manual pages, by hand, and the texts at
# the top.  tests/docs checks them against the programs.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

dist_man_MANS += \
	man/ucat.1 \
	man/ucp.1 \
	man/udd.1 \
	man/usync.1

EXTRA_DIST += \
	ARCHITECTURE.md \
	HACKING \
	NEWS \
	README.md
