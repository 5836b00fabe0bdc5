# Tests.  'make check' runs TESTS; exit status 77 is a skip, and the last line
# of a skipped test's log says why: 'SKIP: reason'.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

TEST_EXTENSIONS = .sh
SH_LOG_COMPILER = $(SHELL)

# What a test finds in its environment.
AM_TESTS_ENVIRONMENT = \
	srcdir='$(srcdir)'; export srcdir; \
	abs_top_srcdir='$(abs_top_srcdir)'; export abs_top_srcdir; \
	abs_top_builddir='$(abs_top_builddir)'; export abs_top_builddir; \
	PATH='$(abs_top_builddir)/src'$(PATH_SEPARATOR)"$$PATH"; export PATH; \
	LC_ALL=C; export LC_ALL;

# The judges share no code with what they judge: libc alone, and neither
# gnulib's headers nor its library.
check_PROGRAMS += \
	tests/deny-calls \
	tests/deny-uring \
	tests/drip \
	tests/flip \
	tests/mirror-case \
	tests/mktree \
	tests/treecmp

tests_deny_calls_SOURCES = \
	tests/deny-calls.c \
	tests/seccomp.c \
	tests/seccomp.h
tests_deny_calls_CPPFLAGS =
tests_deny_calls_LDADD =

tests_deny_uring_SOURCES = \
	tests/deny-uring.c \
	tests/seccomp.c \
	tests/seccomp.h
tests_deny_uring_CPPFLAGS =
tests_deny_uring_LDADD =

tests_drip_SOURCES = tests/drip.c
tests_drip_CPPFLAGS =
tests_drip_LDADD =

tests_flip_SOURCES = tests/flip.c
tests_flip_CPPFLAGS =
tests_flip_LDADD =

tests_mirror_case_SOURCES = \
	tests/mirror-case.c \
	tests/mirror-case.h \
	tests/mirror-options.c \
	tests/mirror-tree.c
tests_mirror_case_CPPFLAGS =
tests_mirror_case_LDADD =

tests_mktree_SOURCES = \
	tests/mktree.c \
	tests/mktree.h \
	tests/mktree-data.c \
	tests/mktree-meta.c \
	tests/mktree-names.c
tests_mktree_CPPFLAGS =
tests_mktree_LDADD =

tests_treecmp_SOURCES = \
	tests/treecmp.c \
	tests/treecmp.h \
	tests/treecmp-data.c \
	tests/treecmp-links.c \
	tests/treecmp-meta.c \
	tests/treecmp-options.c
tests_treecmp_CPPFLAGS =
tests_treecmp_LDADD =

judge_tests = \
	tests/helpers.sh \
	tests/mktree.sh \
	tests/treecmp.sh

TESTS += $(judge_tests)
EXTRA_DIST += \
	tests/README \
	tests/fs.sh \
	tests/held.sh \
	tests/init.sh \
	tests/long.sh \
	tests/package.sh \
	tests/race.sh \
	$(judge_tests)

# Unit tests of the library: one small program each, made of one file.
LDADD = $(uu_libs)

unit_tests = \
	tests/unit/test-bmap \
	tests/unit/test-bmap-make \
	tests/unit/test-bufpool \
	tests/unit/test-cat-format \
	tests/unit/test-cat-format-portable \
	tests/unit/test-chmod-rules \
	tests/unit/test-device-use \
	tests/unit/test-digest \
	tests/unit/test-engine-delivery \
	tests/unit/test-engine-depth \
	tests/unit/test-engine-kinds \
	tests/unit/test-engine-links \
	tests/unit/test-engine-polling \
	tests/unit/test-engine-position \
	tests/unit/test-engine-refused \
	tests/unit/test-engine-registered \
	tests/unit/test-engine-signals \
	tests/unit/test-engine-stats \
	tests/unit/test-engine-threads \
	tests/unit/test-engine-try \
	tests/unit/test-fake-acl \
	tests/unit/test-fake-stat \
	tests/unit/test-fault-alloc \
	tests/unit/test-fault-engine \
	tests/unit/test-fault-environment \
	tests/unit/test-filter \
	tests/unit/test-filter-rules \
	tests/unit/test-filter-scope \
	tests/unit/test-flush-set \
	tests/unit/test-hash-log \
	tests/unit/test-id-map \
	tests/unit/test-manifest \
	tests/unit/test-mounts \
	tests/unit/test-name-set \
	tests/unit/test-op \
	tests/unit/test-rate \
	tests/unit/test-rescue-map \
	tests/unit/test-windows

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests) tests/unit/device-in-use.sh
EXTRA_DIST += \
	tests/unit/device-in-use.sh \
	tests/unit/device-put.sh \
	tests/unit/engines.h \
	tests/unit/unit.h

# Without SSE2, wherever it is.
tests_unit_test_cat_format_portable_SOURCES = \
	lib/cat/cat-format.c \
	tests/unit/test-cat-format.c
tests_unit_test_cat_format_portable_CPPFLAGS = \
	$(AM_CPPFLAGS) -DBYTE_BLOCK_PORTABLE

# Programs whose ops, or whose allocations, fail as their environment says
# (tests/fault/engine-fault.h, tests/fault/alloc-fault.c).
fault_engine = \
	tests/fault/engine-fault.c \
	tests/fault/engine-fault.h \
	tests/fault/fault-config.c
fault_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/fault
wrap_malloc = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	-Wl,--wrap=reallocarray,--wrap=strdup,--wrap=strndup \
	-Wl,--wrap=aligned_alloc,--wrap=posix_memalign \
	-Wl,--wrap=mmap,--wrap=pthread_create

tests_unit_test_fault_engine_SOURCES = \
	tests/unit/test-fault-engine.c \
	$(fault_engine)
tests_unit_test_fault_engine_CPPFLAGS = $(fault_cppflags)

tests_unit_test_fault_environment_SOURCES = \
	tests/unit/test-fault-environment.c \
	$(fault_engine)
tests_unit_test_fault_environment_CPPFLAGS = $(fault_cppflags)

tests_unit_test_fault_alloc_SOURCES = \
	tests/unit/test-fault-alloc.c \
	tests/fault/alloc-fault.c
tests_unit_test_fault_alloc_LDFLAGS = $(wrap_malloc)

# Of filters: what rsync makes of the same rules.
check_PROGRAMS += tests/unit/filter-list
TESTS += tests/unit/filter-random.sh
EXTRA_DIST += tests/unit/filter-random.sh tests/unit/filter-rules.awk

# Of dd.
dd_tests = \
	tests/unit/test-dd-convert \
	tests/unit/test-dd-faults

check_PROGRAMS += $(dd_tests)
TESTS += $(dd_tests)

tests_unit_test_dd_faults_SOURCES = tests/unit/test-dd-faults.c $(fault_engine)
tests_unit_test_dd_faults_CPPFLAGS = $(fault_cppflags)

# Of the tree layer.
tree_tests = tests/unit/test-tree-remove

check_PROGRAMS += $(tree_tests)
TESTS += $(tree_tests)

tests_unit_test_tree_remove_SOURCES = \
	tests/unit/test-tree-remove.c \
	$(fault_engine)
tests_unit_test_tree_remove_CPPFLAGS = $(fault_cppflags)

# Of the data layer: what copies files links with the fault engine, as
# tests/unit/data-rig.h can make any copy go wrong.
data_tests = \
	tests/unit/test-chunk \
	tests/unit/test-endpoint \
	tests/unit/test-zeros
data_rig_tests = \
	tests/unit/test-cat-lines \
	tests/unit/test-differ \
	tests/unit/test-extents \
	tests/unit/test-image-put \
	tests/unit/test-patch \
	tests/unit/test-pipeline-order \
	tests/unit/test-readback \
	tests/unit/test-rescue \
	tests/unit/test-transfer \
	tests/unit/test-transfer-changes \
	tests/unit/test-transfer-claimed \
	tests/unit/test-transfer-faults \
	tests/unit/test-transfer-streams

check_PROGRAMS += $(data_tests) $(data_rig_tests)
TESTS += $(data_tests) $(data_rig_tests) tests/unit/data-on-fs.sh \
	tests/unit/device-put.sh
EXTRA_DIST += \
	tests/unit/data-on-fs.sh \
	tests/unit/data-rig.h

tests_unit_test_cat_lines_SOURCES = \
	tests/unit/test-cat-lines.c \
	$(fault_engine)
tests_unit_test_cat_lines_CPPFLAGS = $(fault_cppflags)
tests_unit_test_differ_SOURCES = tests/unit/test-differ.c $(fault_engine)
tests_unit_test_differ_CPPFLAGS = $(fault_cppflags)
tests_unit_test_extents_SOURCES = tests/unit/test-extents.c $(fault_engine)
tests_unit_test_extents_CPPFLAGS = $(fault_cppflags)
tests_unit_test_image_put_SOURCES = \
	tests/unit/test-image-put.c \
	$(fault_engine)
tests_unit_test_image_put_CPPFLAGS = $(fault_cppflags)
tests_unit_test_patch_SOURCES = tests/unit/test-patch.c $(fault_engine)
tests_unit_test_patch_CPPFLAGS = $(fault_cppflags)
tests_unit_test_pipeline_order_SOURCES = \
	tests/unit/test-pipeline-order.c \
	$(fault_engine)
tests_unit_test_pipeline_order_CPPFLAGS = $(fault_cppflags)
tests_unit_test_readback_SOURCES = tests/unit/test-readback.c $(fault_engine)
tests_unit_test_readback_CPPFLAGS = $(fault_cppflags)
tests_unit_test_rescue_SOURCES = tests/unit/test-rescue.c $(fault_engine)
tests_unit_test_rescue_CPPFLAGS = $(fault_cppflags)
tests_unit_test_transfer_SOURCES = tests/unit/test-transfer.c $(fault_engine)
tests_unit_test_transfer_CPPFLAGS = $(fault_cppflags)
tests_unit_test_transfer_changes_SOURCES = \
	tests/unit/test-transfer-changes.c \
	$(fault_engine)
tests_unit_test_transfer_changes_CPPFLAGS = $(fault_cppflags)
tests_unit_test_transfer_claimed_SOURCES = \
	tests/unit/test-transfer-claimed.c \
	$(fault_engine)
tests_unit_test_transfer_claimed_CPPFLAGS = $(fault_cppflags)
tests_unit_test_transfer_faults_SOURCES = \
	tests/unit/test-transfer-faults.c \
	$(fault_engine)
tests_unit_test_transfer_faults_CPPFLAGS = $(fault_cppflags)
tests_unit_test_transfer_streams_SOURCES = \
	tests/unit/test-transfer-streams.c \
	$(fault_engine)
tests_unit_test_transfer_streams_CPPFLAGS = $(fault_cppflags)

# Of what usync says, whose sources are in src/.
usync_unit_tests = \
	tests/unit/test-mirror-options \
	tests/unit/test-stop-at \
	tests/unit/test-usync-format \
	tests/unit/test-usync-info

check_PROGRAMS += $(usync_unit_tests)
TESTS += $(usync_unit_tests)

tests_unit_test_mirror_options_SOURCES = \
	$(src_suite_sources) \
	$(src_mirror_options_sources) \
	tests/unit/test-mirror-options.c

tests_unit_test_stop_at_SOURCES = \
	src/usync-mirror/usync-stop-at.c \
	src/usync-mirror/usync-stop-at.h \
	tests/unit/test-stop-at.c

tests_unit_test_usync_format_SOURCES = \
	src/usync-tell/usync-escape.c \
	src/usync-tell/usync-escape.h \
	src/usync-tell/usync-format.c \
	src/usync-tell/usync-format.h \
	src/usync-tell/usync-itemize.c \
	src/usync-tell/usync-itemize.h \
	src/usync-tell/usync-number.c \
	src/usync-tell/usync-number.h \
	tests/unit/test-usync-format.c

tests_unit_test_usync_info_SOURCES = \
	src/usync-tell/usync-info.c \
	src/usync-tell/usync-info.h \
	tests/unit/test-usync-info.c

include tests/container/local.mk
include tests/fault/local.mk
include tests/fuzz/local.mk
include tests/ucp/local.mk
include tests/ucat/local.mk
include tests/udd/local.mk
include tests/usync/local.mk
include tests/docs/local.mk
include tests/gnu/local.mk
include tests/rsync/local.mk
include tests/vm/local.mk

# All that takes too long: make check-long, make check-long PARTS='udd fuzz'
PARTS =

.PHONY: check-long
check-long:
	@$(AM_TESTS_ENVIRONMENT) MAKE='$(MAKE)' \
	  $(SHELL) $(srcdir)/tests/long.sh $(PARTS)
