# Tests with faults: tools whose ops, or whose allocations, fail as their
# environment says, run many times over and judged.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

check_PROGRAMS += \
	tests/fault/sweep \
	tests/fault/ucat-fault \
	tests/fault/ucp-alloc \
	tests/fault/ucp-fault \
	tests/fault/udd-fault \
	tests/fault/usync-alloc \
	tests/fault/usync-fault

tests_fault_ucp_fault_SOURCES = $(fault_engine)
tests_fault_ucp_fault_LDADD = $(src_ucp_OBJECTS) $(uu_libs)
EXTRA_tests_fault_ucp_fault_DEPENDENCIES = $(src_ucp_OBJECTS)

tests_fault_ucp_alloc_SOURCES = tests/fault/alloc-fault.c
tests_fault_ucp_alloc_LDFLAGS = $(wrap_malloc)
tests_fault_ucp_alloc_LDADD = $(src_ucp_OBJECTS) $(uu_libs)
EXTRA_tests_fault_ucp_alloc_DEPENDENCIES = $(src_ucp_OBJECTS)

tests_fault_ucat_fault_SOURCES = $(fault_engine)
tests_fault_ucat_fault_LDADD = $(src_ucat_OBJECTS) $(uu_stream_libs)
EXTRA_tests_fault_ucat_fault_DEPENDENCIES = $(src_ucat_OBJECTS)

tests_fault_udd_fault_SOURCES = $(fault_engine)
tests_fault_udd_fault_LDADD = $(src_udd_OBJECTS) $(uu_libs)
EXTRA_tests_fault_udd_fault_DEPENDENCIES = $(src_udd_OBJECTS)

tests_fault_usync_fault_SOURCES = $(fault_engine)
tests_fault_usync_fault_LDADD = $(src_usync_OBJECTS) $(uu_libs)
EXTRA_tests_fault_usync_fault_DEPENDENCIES = $(src_usync_OBJECTS)

tests_fault_usync_alloc_SOURCES = tests/fault/alloc-fault.c
tests_fault_usync_alloc_LDFLAGS = $(wrap_malloc)
tests_fault_usync_alloc_LDADD = $(src_usync_OBJECTS) $(uu_libs)
EXTRA_tests_fault_usync_alloc_DEPENDENCIES = $(src_usync_OBJECTS)

# A judge: libc alone.
tests_fault_sweep_SOURCES = \
	tests/fault/sweep.c \
	tests/fault/sweep.h \
	tests/fault/sweep-files.c \
	tests/fault/sweep-judge.c
tests_fault_sweep_CPPFLAGS =
tests_fault_sweep_LDADD =

fault_tests = \
	tests/fault/allocations.sh \
	tests/fault/atomic.sh \
	tests/fault/atomic-replaced.sh \
	tests/fault/birth.sh \
	tests/fault/existing.sh \
	tests/fault/filesystems.sh \
	tests/fault/fsync.sh \
	tests/fault/mirror-fake.sh \
	tests/fault/mirror.sh \
	tests/fault/mirror-data.sh \
	tests/fault/mirror-delete.sh \
	tests/fault/ops.sh \
	tests/fault/ops-options.sh \
	tests/fault/recoverable.sh \
	tests/fault/resume.sh \
	tests/fault/sweep.sh \
	tests/fault/ucat.sh \
	tests/fault/udd.sh \
	tests/fault/user.sh \
	tests/fault/usync.sh \
	tests/fault/verify.sh

TESTS += $(fault_tests)
EXTRA_DIST += \
	tests/fault/common.sh \
	$(fault_tests)
