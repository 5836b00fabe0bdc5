/* --progress of a copied tree.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The workers' meters tell what is done; a thread of its own counts the
   sources meanwhile (progress-count.h), so that the time left can be told.  */

#ifndef UU_PROGRESS_TREE_H
#define UU_PROGRESS_TREE_H

#include "copy/tree-copy.h"
#include "suite/progress.h"
#include "tree/policy.h"

/* Begin to follow the copying of COUNT SOURCES by COPY, and to tell of it
   as WHEN says.  SOURCES is NULL where they cannot be counted.  */
struct progress *progress_tree_start (struct tree_copy *copy,
                                      const struct copy_policy *policy,
                                      enum progress_when when, char **sources,
                                      int count);

#endif /* UU_PROGRESS_TREE_H */
