# The tools.  Each is a small file of its own above the library:
#   bin_PROGRAMS += src/TOOL
#   src_TOOL_SOURCES = src/TOOL.c
#   src_TOOL_LDADD = $(uu_libs)
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

bin_PROGRAMS += src/ucp src/udd src/ucat src/usync

# What every tool has; each is compiled once.
src_suite_sources = \
	src/suite/json-message.c \
	src/suite/json-message.h \
	src/suite/json.c \
	src/suite/json.h \
	src/suite/stats-engine.c \
	src/suite/stats-engine.h \
	src/suite/suite.c \
	src/suite/suite.h \
	src/suite/sums.c \
	src/suite/sums.h \
	src/suite/system.h

# What those have that take --progress.
src_progress_sources = \
	src/suite/progress-json.c \
	src/suite/progress-json.h \
	src/suite/progress-line.c \
	src/suite/progress-line.h \
	src/suite/progress.c \
	src/suite/progress.h

src_ucp_SOURCES = \
	$(src_suite_sources) \
	$(src_progress_sources) \
	src/suite/files0.c \
	src/suite/files0.h \
	src/suite/progress-count.c \
	src/suite/progress-count.h \
	src/suite/progress-tree.c \
	src/suite/progress-tree.h \
	src/suite/rate-arg.c \
	src/suite/rate-arg.h \
	src/suite/stats.c \
	src/suite/stats.h \
	src/ucp-operands.c \
	src/ucp-operands.h \
	src/ucp-options.c \
	src/ucp-options.h \
	src/ucp-own.c \
	src/ucp-own.h \
	src/ucp-policy.c \
	src/ucp-policy.h \
	src/ucp-preserve.c \
	src/ucp-preserve.h \
	src/ucp-replace.c \
	src/ucp-replace.h \
	src/ucp-sums.c \
	src/ucp-sums.h \
	src/ucp-usage.c \
	src/ucp-usage.h \
	src/ucp.c
src_ucp_LDADD = $(uu_libs)

src_ucat_SOURCES = \
	$(src_suite_sources) \
	$(src_progress_sources) \
	src/ucat-names.c \
	src/ucat-names.h \
	src/ucat-options.c \
	src/ucat-options.h \
	src/ucat-progress.c \
	src/ucat-progress.h \
	src/ucat-usage.c \
	src/ucat-usage.h \
	src/ucat.c
src_ucat_LDADD = $(uu_stream_libs)

src_udd_SOURCES = \
	$(src_suite_sources) \
	src/udd-imaging.c \
	src/udd-imaging.h \
	src/udd-json.c \
	src/udd-json.h \
	src/udd-numbers.c \
	src/udd-numbers.h \
	src/udd-operands.c \
	src/udd-operands.h \
	src/udd-options.c \
	src/udd-options.h \
	src/udd-status.c \
	src/udd-status.h \
	src/udd-symbols.c \
	src/udd-symbols.h \
	src/udd-usage.c \
	src/udd-usage.h \
	src/udd.c
src_udd_LDADD = $(uu_libs)

# The options of usync --mirror.
src_mirror_options_sources = \
	src/suite/rate-arg.c \
	src/suite/rate-arg.h \
	src/usync-mirror/usync-exit.h \
	src/usync-mirror/usync-lock.h \
	src/usync-mirror/usync-mirror-contents.c \
	src/usync-mirror/usync-mirror-contents.h \
	src/usync-mirror/usync-mirror-options-attributes.c \
	src/usync-mirror/usync-mirror-options-beside.c \
	src/usync-mirror/usync-mirror-options-compare.c \
	src/usync-mirror/usync-mirror-options-contents.c \
	src/usync-mirror/usync-mirror-options-delete.c \
	src/usync-mirror/usync-mirror-options-filter.c \
	src/usync-mirror/usync-mirror-options-names.c \
	src/usync-mirror/usync-mirror-options-output.c \
	src/usync-mirror/usync-mirror-options-owners.c \
	src/usync-mirror/usync-mirror-options-remote.c \
	src/usync-mirror/usync-mirror-options-run.c \
	src/usync-mirror/usync-mirror-options.c \
	src/usync-mirror/usync-mirror-options.h \
	src/usync-mirror/usync-mirror-policy.c \
	src/usync-mirror/usync-mirror-policy.h \
	src/usync-mirror/usync-mirror-usage.c \
	src/usync-mirror/usync-mirror-usage.h \
	src/usync-mirror/usync-stop-at.c \
	src/usync-mirror/usync-stop-at.h \
	src/usync-tell/usync-info.c \
	src/usync-tell/usync-info.h \
	src/usync-tell/usync-number.h \
	src/usync-tell/usync-tell.h

src_mirror_sources = \
	$(src_mirror_options_sources) \
	src/suite/progress-count.c \
	src/suite/progress-count.h \
	src/usync-mirror/usync-exit.c \
	src/usync-mirror/usync-files-from.c \
	src/usync-mirror/usync-files-from.h \
	src/usync-mirror/usync-lock.c \
	src/usync-mirror/usync-mirror-operands.c \
	src/usync-mirror/usync-mirror-operands.h \
	src/usync-mirror/usync-mirror.c \
	src/usync-mirror/usync-mirror.h \
	src/usync-tell/usync-escape.c \
	src/usync-tell/usync-escape.h \
	src/usync-tell/usync-format.c \
	src/usync-tell/usync-format.h \
	src/usync-tell/usync-itemize.c \
	src/usync-tell/usync-itemize.h \
	src/usync-tell/usync-log.c \
	src/usync-tell/usync-log.h \
	src/usync-tell/usync-notes.c \
	src/usync-tell/usync-notes.h \
	src/usync-tell/usync-number.c \
	src/usync-tell/usync-progress.c \
	src/usync-tell/usync-progress.h \
	src/usync-tell/usync-stats.c \
	src/usync-tell/usync-stats.h \
	src/usync-tell/usync-tell.c

src_usync_SOURCES = \
	$(src_suite_sources) \
	$(src_progress_sources) \
	$(src_mirror_sources) \
	src/suite/files0.c \
	src/suite/files0.h \
	src/usync-flush-options.c \
	src/usync-flush-options.h \
	src/usync-flush-progress.c \
	src/usync-flush-progress.h \
	src/usync-flush-stats.c \
	src/usync-flush-stats.h \
	src/usync-flush-usage.c \
	src/usync-flush-usage.h \
	src/usync-flush.c \
	src/usync-flush.h \
	src/usync.c
src_usync_LDADD = $(uu_libs)

# Links for who wants the tools under the names of those whose place they take,
# in a directory to be put first in PATH.
linked_names = cp dd cat sync
linkdir = $(libexecdir)/uringutils/bin

install-exec-hook:
	@$(MKDIR_P) '$(DESTDIR)$(linkdir)'
	@for name in $(linked_names); do \
	  tool=`echo u$$name | sed '$(transform)'`; \
	  cd '$(DESTDIR)$(linkdir)' && rm -f $$name || exit 1; \
	  ln -sr '$(DESTDIR)$(bindir)'/$$tool$(EXEEXT) $$name 2>/dev/null \
	    || $(LN_S) '$(bindir)'/$$tool$(EXEEXT) $$name || exit 1; \
	done

uninstall-hook:
	@for name in $(linked_names); do \
	  rm -f '$(DESTDIR)$(linkdir)'/$$name; \
	done
	@rmdir '$(DESTDIR)$(linkdir)' '$(DESTDIR)$(libexecdir)/uringutils' \
	  2>/dev/null || :
