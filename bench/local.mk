# What is measured against other tools.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

# 'make bench BENCHFLAGS="--quick --bars"'; see bench/README.  The runners in C
# are compiled by bench/run itself, so that it works without a build as well.
EXTRA_DIST += \
	bench/README \
	bench/bars.awk \
	bench/check.sh \
	bench/common.awk \
	bench/drain.c \
	bench/figures.h \
	bench/invalid.awk \
	bench/json.awk \
	bench/losses.awk \
	bench/machine.sh \
	bench/markdown.awk \
	bench/measure.c \
	bench/mirror.sh \
	bench/place.sh \
	bench/plot.awk \
	bench/populate.c \
	bench/report.sh \
	bench/run \
	bench/scenarios.sh \
	bench/spawn.c \
	bench/stats.awk \
	bench/table.awk \
	bench/tools.sh \
	bench/ucat.sh \
	bench/udd.sh \
	bench/usync.sh

BENCHFLAGS =

.PHONY: bench
bench: $(bin_PROGRAMS)
	$(AM_V_at)CC='$(CC)' bash $(srcdir)/bench/run \
	  --ucp '$(abs_top_builddir)/src/ucp$(EXEEXT)' $(BENCHFLAGS)
