/* --progress: one line on the terminal that tells how far a copy is.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A thread draws it from the workers' meters, so the copy never waits for
   the terminal; another counts the sources meanwhile, so that the time
   left can be told.  Nothing of how files are copied depends on it.  */

#ifndef UU_PROGRESS_H
#define UU_PROGRESS_H

#include "policy.h"
#include "suite.h"
#include "tree-copy.h"

struct progress;

/* Begin to show the progress of COPY of COUNT SOURCES, if WHEN asks for it
   and, unless it says always, standard error is a terminal.  NULL when
   there is nothing to show; that is fine for progress_stop ().  */
struct progress *progress_start (struct tree_copy *copy,
                                 const struct copy_policy *policy,
                                 enum progress_when when, char **sources,
                                 int count);

/* Show the end, and stop.  */
void progress_stop (struct progress *progress);

#endif /* UU_PROGRESS_H */
