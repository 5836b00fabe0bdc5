/* Counting what is to be copied, while it is being copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A thread walks through the sources for no other purpose than to tell how
   much there is, so that --progress can tell how much is left.  It takes
   idle processors only, and a small share where there are none: where the
   copy is faster than the counting, the copy needs no total.  */

#ifndef UU_PROGRESS_COUNT_H
#define UU_PROGRESS_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "tree/policy.h"

struct progress_count;

/* Begin to count the COUNT SOURCES, which must stay where they are, as
   POLICY says they are copied.  NULL if that cannot be.  */
struct progress_count *progress_count_start (const struct copy_policy *policy,
                                             char **sources, int count);

/* Regular files and their bytes found so far; return whether that is
   all.  COUNT may be NULL.  */
bool progress_count_totals (const struct progress_count *count,
                            uint64_t *ret_files, uint64_t *ret_bytes);

/* Give up counting, if it is not over, but keep the totals.  */
void progress_count_stop (struct progress_count *count);

void progress_count_free (struct progress_count *count);

#endif /* UU_PROGRESS_COUNT_H */
