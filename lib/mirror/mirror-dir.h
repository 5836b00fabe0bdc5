/* Mirroring a directory: made, entered, read, finished.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Both sides are opened and looked at through their descriptors.  What is to
   be deleted in the target goes before the source's names are queued.  Times,
   owner and mode come last, and only if they differ or something was changed
   inside.  A dry run enters directories that do not exist at the target, as
   `imagined' nodes, which have a source side only.  */

#ifndef UU_MIRROR_DIR_H
#define UU_MIRROR_DIR_H

#include "tree/item.h"

/* Mirror ITEM, a directory of the source, or, with FOLLOW, a symbolic link to
   one.  With ENTER, what is in it too.  Errors are said.  */
void mirror_directory (const struct item *item, bool follow, bool enter);

/* The table's `more', `lost' and `finish'.  */
void mirror_directory_more (struct worker *worker, struct dirnode *node);
void mirror_directory_lost (struct worker *worker, struct dirnode *node,
                            int err);
void mirror_directory_finish (struct worker *worker, struct dirnode *node);

/* The target of NODE, pinned, is about to be changed: what dead runs left in
   it goes, a lock is taken for our temporaries, and its time of modification
   will have to be set.  */
void mirror_directory_touch (struct worker *worker, struct dirnode *node);

#endif /* UU_MIRROR_DIR_H */
