/* Comparing: whether what stands at the target is the source already.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's quick check is a file's size and its time of modification; which
   attributes are different is what --itemize-changes shows.  Nothing is
   opened here.  */

#ifndef UU_MIRROR_COMPARE_H
#define UU_MIRROR_COMPARE_H

#include "file/metadata.h"
#include "mirror/mirror-attrs.h"
#include "mirror/mirror-policy.h"

/* Whether A and B are one time, as far as POLICY wants to know.  */
bool mirror_same_time (const struct mirror_policy *policy,
                       const struct statx_timestamp *a,
                       const struct statx_timestamp *b);

/* Whether the contents of a regular file, TARGET, pass for those of SOURCE
   by the quick check.  What -c says is asked elsewhere.  */
bool mirror_unchanged (const struct mirror_policy *policy,
                       const struct statx *source, const struct statx *target);

/* Whether times of modification, and of access, are kept of what has MODE.  */
bool mirror_keeps_time (const struct mirror_policy *policy, mode_t mode);
bool mirror_keeps_atime (const struct mirror_policy *policy, mode_t mode);

/* The bits (mirror-change.h) by which TARGET, of the same kind as SOURCE,
   differs from it in size and in the attributes that are kept; ACLs and
   extended attributes aside.  WANTED is what the target is to have.  */
unsigned int mirror_differs (const struct mirror_policy *policy,
                             const struct statx *source,
                             const struct statx *target,
                             const struct mirror_wanted *wanted);

/* The bit that tells that what is made of MODE has the time of its making, or
   none if that is not so.  */
unsigned int mirror_differs_lost (const struct mirror_policy *policy,
                                  mode_t mode);

/* What is told of a target that is kept and differs by DIFFERS: with rsync, the
   owner that a file with a set-id bit was given is no difference any more, and
   what the kernel took away from its mode for that is one.  */
unsigned int mirror_differs_told (const struct mirror_policy *policy,
                                  unsigned int differs,
                                  const struct statx *target,
                                  const struct mirror_wanted *wanted);

/* Whether TARGET has SOURCE's time and need not be given it.  With -c, that of
   a file is to be the same to the nanosecond, though as little more is told. */
bool mirror_time_is_kept (const struct mirror_policy *policy,
                          const struct statx *source,
                          const struct statx *target);

#endif /* UU_MIRROR_COMPARE_H */
