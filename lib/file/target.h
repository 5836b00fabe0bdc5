/* Targets: what stands where a copy is to go, and whether it may.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   cp's rules for what may be overwritten by what.  They are asked in cp's
   order, each in a file of its own:

     target-link.h    what stands there, and where a symbolic link leads
     target-same.h    whether it is the source itself
     target-wanted.h  whether the user wants it replaced: -i, -n, -u
     target-backup.h  what is put aside before

   target-open.h then opens what is to be written.  In a directory that we
   made there is nothing to ask: names are created exclusively.  */

#ifndef UU_TARGET_H
#define UU_TARGET_H

#include "tree/item.h"
#include "tree/target-verdict.h"

/* Look at what stands at ITEM's target and decide what becomes of it; with
   a verdict of TARGET_CREATE it is out of the way.  SOURCE_STX is the
   source, links followed as the policy says.  *RET_TARGET is to be given
   back with target_end ().  */
void target_check (const struct item *item, const struct statx *source_stx,
                   struct target *ret_target);

/* ITEM is dealt with, and its copy stands, or not: then what was put aside
   gets its name back.  */
void target_end (const struct item *item, struct target *target, bool stands);

/* ITEM's copy stands as ID: if it is an operand, keep that in mind, for
   another operand may get the same name.  */
void target_made (const struct item *item, struct file_id id);

/* Remove what stands at ITEM's target and say so.  0 or -errno.  */
int target_remove (const struct item *item);

#endif /* UU_TARGET_H */
