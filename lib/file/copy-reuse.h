/* Reusing: what a file that is to be replaced holds of its new contents.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A file that is written over is compared with its source, and only blocks
   that differ are written; or what it holds is taken for the source's
   beginning.  With --atomic the new file begins as a clone of the old one,
   where the file system can do that, and then shares with it what stays.  */

#ifndef UU_COPY_REUSE_H
#define UU_COPY_REUSE_H

#include "file/target-open.h"
#include "tree/job.h"

/* Whether what is in EXISTING, which ITEM is to replace, is of use for a source
   like SOURCE.  */
bool copy_reuse_is_due (const struct item *item, const struct statx *source,
                        const struct statx *existing);

/* JOB's source and target, FILE, are open, and TRANSFER is ready but for its
   sides: make the beginning of the target that of the source, by what is
   there.  Return how long it is (0 if nothing was to be reused), or negative,
   with all said.  */
int64_t copy_reuse (struct job *job, const struct target_file *file,
                    const struct transfer *transfer);

#endif /* UU_COPY_REUSE_H */
