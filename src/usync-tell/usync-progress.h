/* --progress of a mirror.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What is done the mirror counts itself; how much there is a thread of its
   own finds out, by going through the sources (progress-count.h).  Files that
   stay as they are count for nothing.  */

#ifndef UU_USYNC_PROGRESS_H
#define UU_USYNC_PROGRESS_H

#include "mirror/mirror.h"
#include "suite/progress.h"

/* Begin to follow MIRROR, which makes COUNT SOURCES what POLICY says, and to
   tell of it as WHEN says.  */
struct progress *usync_progress_start (struct mirror *mirror,
                                       const struct mirror_policy *policy,
                                       char **sources, int count,
                                       enum progress_when when);

#endif /* UU_USYNC_PROGRESS_H */
