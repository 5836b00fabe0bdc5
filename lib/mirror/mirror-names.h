/* Names of a target's directory: which are in the transfer.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A name of a target directory is in the transfer if the source directory has
   it and it is not hidden from the sender: by the filter, or as a directory
   that holds nothing (--prune-empty-dirs).  Where several operands meet in one
   directory of the target, the names of all of them are.  */

#ifndef UU_MIRROR_NAMES_H
#define UU_MIRROR_NAMES_H

#include "mirror/mirror-delete.h"
#include "tree/walk.h"

/* Put the operands in order.  0 or -ENOMEM.  */
int mirror_names_begin (struct mirror_delete *deletion);

/* Add to NODE's set what other operands have in the same directory of the
   target.  0, or -errno, all said, if not all of these names can be had.  */
int mirror_names_merge (struct worker *worker, struct dirnode *node);

/* Whether RECORD's name, of VIEW's directory, is to go.  */
bool mirror_names_is_extraneous (struct worker *worker, struct dirnode *view,
                                 struct linux_dirent64 *record);

#endif /* UU_MIRROR_NAMES_H */
