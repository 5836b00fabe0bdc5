/* Mirroring an entry: what a name is, and who deals with that kind.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_MIRROR_ENTRY_H
#define UU_MIRROR_ENTRY_H

#include "tree/item.h"

struct job;

/* What became of an entry for the moment.  */
enum mirror_course
{
  COURSE_DONE,  /* all that there was to do; it is to be settled */
  COURSE_ENDED, /* a job has settled it and is free again */
  COURSE_WAITS  /* a job has it, and settles it */
};

/* Begin to mirror ENTRY of BATCH, with JOB if contents are to be copied.
   Return whether JOB is free again; then the entry is settled.  */
bool mirror_entry (struct worker *worker, struct batch *batch,
                   struct entry *entry, struct job *job);

/* Whether ITEM stands for what is in a directory, and not for that itself.  */
bool mirror_entry_is_contents (const struct item *item);

/* ITEM, a regular file a moment ago, is something else now: say so.  */
void mirror_entry_changed (const struct item *item);

/* What stands at ITEM's target: 0 and *RET_STX, -ENOENT for nothing, or
   -errno, all said.  Links are not followed.  */
int mirror_entry_target (const struct item *item, struct statx *ret_stx);

#endif /* UU_MIRROR_ENTRY_H */
