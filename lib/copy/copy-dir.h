/* Copying a directory: entering it, reading it, finishing it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory is made first, filled by whoever takes the batches of its
   names, and given its times and mode last, by the worker that settles the
   last of them.  While it is filled it has u+rwx.  */

#ifndef UU_COPY_DIR_H
#define UU_COPY_DIR_H

#include "tree/item.h"

/* Make ITEM's target directory and queue its source's names.  The worker's
   present batch is put back first, so that they come before its rest.
   Errors are said.  */
void copy_directory (const struct item *item);

/* Queue further names of NODE, that `more' of its batch promised.  */
void copy_directory_more (struct worker *worker, struct dirnode *node);

/* Say that NODE can no longer be reached, for the reason ERR.  */
void copy_directory_lost (struct worker *worker, struct dirnode *node, int err);

/* All that was in NODE is dealt with: finish it.  Does not touch NODE's
   parent.  */
void copy_directory_finish (struct worker *worker, struct dirnode *node);

#endif /* UU_COPY_DIR_H */
