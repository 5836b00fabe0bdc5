# The library: engine, data, file and tree layers, one file per concept.
# Copyright (C) 2026 the uringutils authors
# SPDX-License-Identifier: GPL-3.0-or-later

noinst_LIBRARIES += lib/libuu.a

lib_libuu_a_SOURCES = \
	lib/attrs.c \
	lib/attrs.h \
	lib/batch.c \
	lib/batch.h \
	lib/bmap-make.c \
	lib/bmap-make.h \
	lib/bmap-parse.c \
	lib/bmap.c \
	lib/bmap.h \
	lib/bufpool.c \
	lib/bufpool.h \
	lib/byte-block.h \
	lib/calls.c \
	lib/calls.h \
	lib/cat-ahead.c \
	lib/cat-ahead.h \
	lib/cat-claim.c \
	lib/cat-claim.h \
	lib/cat-format.c \
	lib/cat-format.h \
	lib/cat-io.c \
	lib/cat-io.h \
	lib/cat-lines.c \
	lib/cat-lines.h \
	lib/cat-move.c \
	lib/cat-move.h \
	lib/cat.c \
	lib/cat.h \
	lib/chunk.c \
	lib/chunk.h \
	lib/copy-as-link.c \
	lib/copy-as-link.h \
	lib/copy-data.c \
	lib/copy-data.h \
	lib/copy-dir.c \
	lib/copy-dir.h \
	lib/copy-entry.c \
	lib/copy-entry.h \
	lib/copy-file.c \
	lib/copy-file.h \
	lib/copy-link.c \
	lib/copy-link.h \
	lib/copy-special.c \
	lib/copy-special.h \
	lib/copy-sums.c \
	lib/copy-sums.h \
	lib/copy-verify.c \
	lib/copy-verify.h \
	lib/dd-buffer.c \
	lib/dd-buffer.h \
	lib/dd-bulk.c \
	lib/dd-bulk.h \
	lib/dd-cache.c \
	lib/dd-cache.h \
	lib/dd-convert.c \
	lib/dd-convert.h \
	lib/dd-image-beside.c \
	lib/dd-image-copy.c \
	lib/dd-image-impl.h \
	lib/dd-image-map.c \
	lib/dd-image-verify.c \
	lib/dd-image.c \
	lib/dd-image.h \
	lib/dd-io.c \
	lib/dd-io.h \
	lib/dd-open.c \
	lib/dd-guard.c \
	lib/dd-guard.h \
	lib/dd-policy.h \
	lib/dd-records.c \
	lib/dd-records.h \
	lib/dd-signal.c \
	lib/dd-signal.h \
	lib/dd-skip.c \
	lib/dd-skip.h \
	lib/dd-tables.c \
	lib/dd.c \
	lib/dd.h \
	lib/debug-line.c \
	lib/debug-line.h \
	lib/device-type.c \
	lib/device-type.h \
	lib/device-use.c \
	lib/device-use.h \
	lib/digest-impl.h \
	lib/digest.c \
	lib/digest.h \
	lib/dircache.c \
	lib/dirnode.c \
	lib/dirnode.h \
	lib/endpoint.c \
	lib/endpoint.h \
	lib/engine-impl.h \
	lib/engine-sync.c \
	lib/engine-try.c \
	lib/engine.c \
	lib/engine.h \
	lib/enter-dir.c \
	lib/enter-dir.h \
	lib/extents.c \
	lib/extents.h \
	lib/filter-match.c \
	lib/filter-parse.c \
	lib/filter.c \
	lib/filter.h \
	lib/flush.c \
	lib/flush.h \
	lib/hash-log.c \
	lib/hash-log.h \
	lib/image-put.c \
	lib/image-put.h \
	lib/item.c \
	lib/item.h \
	lib/job.h \
	lib/tree-limits.c \
	lib/tree-limits.h \
	lib/landing.c \
	lib/landing.h \
	lib/library.c \
	lib/library.h \
	lib/links.c \
	lib/links.h \
	lib/manifest.c \
	lib/manifest.h \
	lib/metadata.c \
	lib/metadata.h \
	lib/messages.h \
	lib/meter.h \
	lib/mounts-plain.c \
	lib/mounts.c \
	lib/mounts.h \
	lib/op.c \
	lib/op.h \
	lib/pipeline-course.c \
	lib/pipeline-impl.h \
	lib/pipeline-taken.c \
	lib/pipeline.c \
	lib/pipeline.h \
	lib/policy.h \
	lib/query.c \
	lib/query.h \
	lib/rate.c \
	lib/rate.h \
	lib/readback.c \
	lib/readback.h \
	lib/report.c \
	lib/report.h \
	lib/rescue-map.c \
	lib/rescue-map.h \
	lib/rescue-mapfile.c \
	lib/rescue.c \
	lib/rescue.h \
	lib/resume.c \
	lib/resume.h \
	lib/stage.c \
	lib/stage.h \
	lib/stop.c \
	lib/stop.h \
	lib/size-arg.c \
	lib/size-arg.h \
	lib/target-backup.c \
	lib/target-backup.h \
	lib/target-link.c \
	lib/target-link.h \
	lib/target-open.c \
	lib/target-open.h \
	lib/target-same.c \
	lib/target-same.h \
	lib/target-wanted.c \
	lib/target-wanted.h \
	lib/target.c \
	lib/target.h \
	lib/temporary.c \
	lib/temporary.h \
	lib/transfer-clone.c \
	lib/transfer-impl.h \
	lib/transfer-range.c \
	lib/transfer-ring.c \
	lib/transfer-splice.c \
	lib/transfer.c \
	lib/transfer.h \
	lib/tree-copy.c \
	lib/tree-copy.h \
	lib/tree-filter.c \
	lib/tree-filter.h \
	lib/tree-made.c \
	lib/tree-made.h \
	lib/tree-parents.c \
	lib/tree-parents.h \
	lib/tree-symlinks.c \
	lib/tree-symlinks.h \
	lib/walk.c \
	lib/walk.h \
	lib/windows.c \
	lib/windows.h \
	lib/worker.c \
	lib/worker.h \
	lib/workq.c \
	lib/workq.h \
	lib/zeros.c \
	lib/zeros.h

# The only files that include liburing.h.
if HAVE_LIBURING
lib_libuu_a_SOURCES += \
	lib/engine-uring.c \
	lib/uring-probe.c \
	lib/uring-probe.h \
	lib/uring-ring.c \
	lib/uring-ring.h \
	lib/uring-setup.c \
	lib/uring-setup.h \
	lib/uring-sqe.c \
	lib/uring-sqe.h
endif

# What loads the libraries that sum.
if HAVE_XXHASH
lib_libuu_a_SOURCES += lib/digest-xxhash.c
endif
if HAVE_LIBCRYPTO
lib_libuu_a_SOURCES += lib/digest-libcrypto.c
endif

# What loads libmount.
if HAVE_LIBMOUNT
lib_libuu_a_SOURCES += lib/mounts-libmount.c
endif
