# Tests of ucp, a behaviour each.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

ucp_tests = \
	tests/ucp/abbreviations.sh \
	tests/ucp/access-times.sh \
	tests/ucp/attributes-only.sh \
	tests/ucp/attributes.sh \
	tests/ucp/bwlimit.sh \
	tests/ucp/copy-contents.sh \
	tests/ucp/copy-tree.sh \
	tests/ucp/debug.sh \
	tests/ucp/deep.sh \
	tests/ucp/default-acl.sh \
	tests/ucp/deny-uring.sh \
	tests/ucp/dereference.sh \
	tests/ucp/destination-links.sh \
	tests/ucp/direct.sh \
	tests/ucp/engine.sh \
	tests/ucp/exclude-random.sh \
	tests/ucp/exclude.sh \
	tests/ucp/existing-file.sh \
	tests/ucp/few-descriptors.sh \
	tests/ucp/file-too-large.sh \
	tests/ucp/force.sh \
	tests/ucp/fs-bindfs.sh \
	tests/ucp/fs-btrfs.sh \
	tests/ucp/fs-cross.sh \
	tests/ucp/fs-exfat.sh \
	tests/ucp/fs-ext4-1k.sh \
	tests/ucp/fs-ext4.sh \
	tests/ucp/fs-fuse2fs.sh \
	tests/ucp/fs-overlay.sh \
	tests/ucp/fs-tmpfs.sh \
	tests/ucp/fs-vfat.sh \
	tests/ucp/fs-xfs.sh \
	tests/ucp/full-disk-ext4.sh \
	tests/ucp/full-disk.sh \
	tests/ucp/growing.sh \
	tests/ucp/hard-links.sh \
	tests/ucp/help.sh \
	tests/ucp/huge-sparse.sh \
	tests/ucp/interrupt.sh \
	tests/ucp/into-itself.sh \
	tests/ucp/just-made.sh \
	tests/ucp/keep-directory-symlink.sh \
	tests/ucp/links-across.sh \
	tests/ucp/little-stack.sh \
	tests/ucp/memlock.sh \
	tests/ucp/merge.sh \
	tests/ucp/missing-source.sh \
	tests/ucp/name-too-long.sh \
	tests/ucp/no-inodes.sh \
	tests/ucp/nocache.sh \
	tests/ucp/one-file-system.sh \
	tests/ucp/one-small-file.sh \
	tests/ucp/onto-itself.sh \
	tests/ucp/operands.sh \
	tests/ucp/output-full.sh \
	tests/ucp/parents-times.sh \
	tests/ucp/parents.sh \
	tests/ucp/polled.sh \
	tests/ucp/preserve.sh \
	tests/ucp/proc-files.sh \
	tests/ucp/progress-json.sh \
	tests/ucp/progress.sh \
	tests/ucp/query.sh \
	tests/ucp/read-only.sh \
	tests/ucp/recursive.sh \
	tests/ucp/reflink-refused.sh \
	tests/ucp/reflink.sh \
	tests/ucp/setuid-user.sh \
	tests/ucp/setuid.sh \
	tests/ucp/shrinking.sh \
	tests/ucp/sparse.sh \
	tests/ucp/special-files.sh \
	tests/ucp/stats.sh \
	tests/ucp/stopping.sh \
	tests/ucp/streams.sh \
	tests/ucp/symbolic-links.sh \
	tests/ucp/symlink-times.sh \
	tests/ucp/trailing-slashes.sh \
	tests/ucp/type-clash.sh \
	tests/ucp/umask.sh \
	tests/ucp/unreadable.sh \
	tests/ucp/usage.sh \
	tests/ucp/user.sh \
	tests/ucp/vanishing-directory.sh \
	tests/ucp/vanishing.sh \
	tests/ucp/verbose-errors.sh \
	tests/ucp/verbose.sh \
	tests/ucp/workers.sh

TESTS += $(ucp_tests)
EXTRA_DIST += $(ucp_tests)
