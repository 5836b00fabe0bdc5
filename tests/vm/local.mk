# A virtual machine with another kernel and other disks.  tests/vm/README tells
# more.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

EXTRA_DIST += \
	tests/vm/README \
	tests/vm/boot.sh \
	tests/vm/check.sh \
	tests/vm/guest/bad-disk.sh \
	tests/vm/guest/blocks-4k.sh \
	tests/vm/guest/common.sh \
	tests/vm/guest/full.sh \
	tests/vm/guest/iopoll.sh \
	tests/vm/guest/lying-disk.sh \
	tests/vm/guest/medium-errors.sh \
	tests/vm/guest/nowait.sh \
	tests/vm/guest/power-cut-btrfs.sh \
	tests/vm/guest/power-cut-ext4.sh \
	tests/vm/guest/power-cut-xfs.sh \
	tests/vm/guest/power-cut.sh \
	tests/vm/guest/read-errors.sh \
	tests/vm/guest/smoke.sh \
	tests/vm/guest/sqpoll.sh \
	tests/vm/guest/suite-enosys.sh \
	tests/vm/guest/suite-eperm.sh \
	tests/vm/guest/suite.sh \
	tests/vm/guest/unplug.sh \
	tests/vm/guest/write-errors.sh \
	tests/vm/image.sh \
	tests/vm/load.sh \
	tests/vm/log-writes.sh \
	tests/vm/machine.sh \
	tests/vm/main.sh

# The judge of a disk whose power was cut.
check_PROGRAMS += tests/vm/log-writes
TESTS += tests/vm/log-writes.sh
tests_vm_log_writes_SOURCES = tests/vm/log-writes.c
tests_vm_log_writes_CPPFLAGS =
tests_vm_log_writes_LDADD =

# make check-vm VMFLAGS='unplug sqpoll'
VMFLAGS =

.PHONY: check-vm
check-vm: $(bin_PROGRAMS) $(check_PROGRAMS)
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/vm/check.sh $(VMFLAGS)
