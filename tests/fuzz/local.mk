# Fuzz targets: programs that hand any bytes to what reads what others wrote.
# 'make check' has them read the inputs in tests/fuzz/corpus, 'make check-fuzz'
# lets libFuzzer make up more.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

fuzz_targets = \
	tests/fuzz/bmap \
	tests/fuzz/chmod \
	tests/fuzz/filter-dirs \
	tests/fuzz/filter-match \
	tests/fuzz/filter-rules \
	tests/fuzz/id-map \
	tests/fuzz/mapfile \
	tests/fuzz/mirror-options \
	tests/fuzz/names-from \
	tests/fuzz/out-format \
	tests/fuzz/sizes \
	tests/fuzz/udd-operands

check_PROGRAMS += $(fuzz_targets)
check_LIBRARIES = tests/fuzz/libfuzz.a
TESTS += tests/fuzz/corpus.sh
EXTRA_DIST += \
	tests/fuzz/check.sh \
	tests/fuzz/corpus \
	tests/fuzz/corpus.sh

tests_fuzz_libfuzz_a_SOURCES = \
	tests/fuzz/fuzz-exit.c \
	tests/fuzz/fuzz.c \
	tests/fuzz/fuzz.h

# What inputs come from; libFuzzer has a main () of its own.
if FUZZING
fuzz_main =
else
fuzz_main = tests/fuzz/fuzz-main.c
endif

fuzz_libs = tests/fuzz/libfuzz.a $(uu_libs)
# For what exits when an input is wrong.
fuzz_wrap_exit = -Wl,--wrap=exit,--wrap=error

# Tools without their main ().
fuzz_udd_objects = $(src_udd_OBJECTS:src/udd.$(OBJEXT)=)
fuzz_usync_objects = $(src_usync_OBJECTS:src/usync.$(OBJEXT)=)

tests_fuzz_bmap_SOURCES = tests/fuzz/bmap.c $(fuzz_main)
tests_fuzz_bmap_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_bmap_LDADD = $(fuzz_libs)

tests_fuzz_chmod_SOURCES = tests/fuzz/chmod.c $(fuzz_main)
tests_fuzz_chmod_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_chmod_LDADD = $(fuzz_libs)

tests_fuzz_filter_dirs_SOURCES = tests/fuzz/filter-dirs.c $(fuzz_main)
tests_fuzz_filter_dirs_LDFLAGS = $(FUZZ_LDFLAGS) -Wl,--wrap=filter_read_file
tests_fuzz_filter_dirs_LDADD = $(fuzz_libs)

tests_fuzz_filter_match_SOURCES = tests/fuzz/filter-match.c $(fuzz_main)
tests_fuzz_filter_match_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_filter_match_LDADD = $(fuzz_libs)

tests_fuzz_filter_rules_SOURCES = tests/fuzz/filter-rules.c $(fuzz_main)
tests_fuzz_filter_rules_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_filter_rules_LDADD = $(fuzz_libs)

tests_fuzz_id_map_SOURCES = tests/fuzz/id-map.c $(fuzz_main)
tests_fuzz_id_map_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_id_map_LDADD = $(fuzz_libs)

tests_fuzz_mapfile_SOURCES = tests/fuzz/mapfile.c $(fuzz_main)
tests_fuzz_mapfile_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_mapfile_LDADD = $(fuzz_libs)

tests_fuzz_mirror_options_SOURCES = tests/fuzz/mirror-options.c $(fuzz_main)
tests_fuzz_mirror_options_LDFLAGS = \
	$(FUZZ_LDFLAGS) $(fuzz_wrap_exit) -Wl,--wrap=filter_read_file
tests_fuzz_mirror_options_LDADD = $(fuzz_usync_objects) $(fuzz_libs)
EXTRA_tests_fuzz_mirror_options_DEPENDENCIES = $(src_usync_OBJECTS)

tests_fuzz_names_from_SOURCES = tests/fuzz/names-from.c $(fuzz_main)
tests_fuzz_names_from_LDFLAGS = $(FUZZ_LDFLAGS) -Wl,--wrap=report_error_at
tests_fuzz_names_from_LDADD = $(fuzz_usync_objects) $(fuzz_libs)
EXTRA_tests_fuzz_names_from_DEPENDENCIES = $(src_usync_OBJECTS)

tests_fuzz_out_format_SOURCES = tests/fuzz/out-format.c $(fuzz_main)
tests_fuzz_out_format_LDFLAGS = $(FUZZ_LDFLAGS)
tests_fuzz_out_format_LDADD = $(fuzz_usync_objects) $(fuzz_libs)
EXTRA_tests_fuzz_out_format_DEPENDENCIES = $(src_usync_OBJECTS)

tests_fuzz_sizes_SOURCES = tests/fuzz/sizes.c $(fuzz_main)
tests_fuzz_sizes_LDFLAGS = $(FUZZ_LDFLAGS) $(fuzz_wrap_exit)
tests_fuzz_sizes_LDADD = \
	src/udd-numbers.$(OBJEXT) $(fuzz_usync_objects) $(fuzz_libs)
EXTRA_tests_fuzz_sizes_DEPENDENCIES = \
	src/udd-numbers.$(OBJEXT) $(src_usync_OBJECTS)

tests_fuzz_udd_operands_SOURCES = tests/fuzz/udd-operands.c $(fuzz_main)
tests_fuzz_udd_operands_LDFLAGS = $(FUZZ_LDFLAGS) $(fuzz_wrap_exit)
tests_fuzz_udd_operands_LDADD = $(fuzz_udd_objects) $(fuzz_libs)
EXTRA_tests_fuzz_udd_operands_DEPENDENCIES = $(src_udd_OBJECTS)

# make check-fuzz FUZZ_SECONDS=3600 FUZZFLAGS='filter-rules bmap'
FUZZ_SECONDS = 60
FUZZFLAGS =

.PHONY: check-fuzz fuzz-targets
fuzz-targets: $(fuzz_targets)
check-fuzz:
	@$(AM_TESTS_ENVIRONMENT) FUZZ_SECONDS='$(FUZZ_SECONDS)' \
	  FUZZING='$(FUZZING)' $(SHELL) $(srcdir)/tests/fuzz/check.sh $(FUZZFLAGS)
