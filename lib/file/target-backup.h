/* Targets: what is put aside before a copy takes its place.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   gnulib finds the name of a backup and renames to it, relative to the
   directory's descriptor, and never onto a numbered one.  With --atomic what
   is put aside gets that name beside its own, which it keeps until the copy
   takes that over.  */

#ifndef UU_TARGET_BACKUP_H
#define UU_TARGET_BACKUP_H

#include "file/target.h"

/* Whether TARGET, which exists, is to be put aside for ITEM.  */
bool target_backup_is_due (const struct item *item,
                           const struct target *target);

/* Put what has ITEM's target name aside.  Return TARGET_CREATE or, if it still
   has its name, too, TARGET_REPLACE; TARGET_REFUSED, all said, where it cannot
   be put aside, or that would lose the source, which is like SOURCE_STX.  */
enum target_verdict target_backup_make (const struct item *item,
                                        const struct statx *source_stx,
                                        struct target *target);

/* The copy failed: give what was put aside its name back.  */
void target_backup_restore (const struct item *item,
                            const struct target *target);

#endif /* UU_TARGET_BACKUP_H */
