/* What the files of tree-remove.h share.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

     tree-remove.c       files and directories, and what comes after their last
     tree-remove-read.c  which names are to go, and in which order
     tree-remove-now.c   what is done at once, by one worker  */

#ifndef UU_TREE_REMOVE_IMPL_H
#define UU_TREE_REMOVE_IMPL_H

#include "tree/tree-remove.h"
#include "tree/walk.h"

/* Queue names of NODE, which is pinned.  Errors are said.  */
void tree_remove_read (struct worker *worker, struct dirnode *node);

/* Deal with ITEM, which is to go with all that is in it.  */
void tree_remove_item (const struct item *item, struct removal *removal);

/* Open ITEM's directory and look at it.  Return the descriptor or -errno.  */
int tree_remove_open (const struct item *item, struct statx *ret_stx);

/* All that was to go from ITEM, a directory, has gone, unless it KEEPS
   something: it goes, too.  */
void tree_remove_end (const struct item *item, struct removal *removal,
                      bool keeps);

/* Do all that waits in REMOVAL, which is private.  */
void tree_remove_run (struct worker *worker, struct removal *removal);

#endif /* UU_TREE_REMOVE_IMPL_H */
