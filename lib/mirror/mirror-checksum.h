/* Comparing contents: -c.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Where rsync compares sums, a mirror of local files compares the bytes, and
   is done at the first that differs.  A file of the same size as its target is
   opened and read on both sides by a job, whose ops wait beside those of
   others; a large one by the job's worker, see differ.h.  What cannot be read
   counts as different: the copy that follows meets the error again and says it.
 */

#ifndef UU_MIRROR_CHECKSUM_H
#define UU_MIRROR_CHECKSUM_H

#include "mirror/mirror-impl.h"
#include "tree/job.h"

/* Whether POLICY wants the contents of files like SOURCE and TARGET, which is
   a regular one, compared.  */
bool mirror_checksum_is_due (const struct mirror_policy *policy,
                             const struct statx *source,
                             const struct statx *target);

/* Compare JOB's file, whose stx is known, as is its target's.  When that is
   done mirror_file_compared () goes on with it.  Return what that did, or
   COURSE_WAITS; then mirror_checksum_step () is to be called when JOB's op is
   done, and returns the same.  */
enum mirror_course mirror_checksum_begin (struct job *job);
enum mirror_course mirror_checksum_step (struct job *job);

/* Whether ITEM's source and NAME in DIRFD hold the same SIZE bytes.  */
bool mirror_checksum_same (const struct item *item, int dirfd, const char *name,
                           uint64_t size);

#endif /* UU_MIRROR_CHECKSUM_H */
