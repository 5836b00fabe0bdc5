/* Copying an entry: what kind of file a name is, and who copies that kind.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_COPY_ENTRY_H
#define UU_COPY_ENTRY_H

#include "tree/item.h"

struct job;

/* Begin to copy ENTRY of BATCH, with JOB if it is a regular file.  Return
   whether JOB is free again; then the entry is settled.  */
bool copy_entry (struct worker *worker, struct batch *batch,
                 struct entry *entry, struct job *job);

/* Copy ITEM, which was a regular file when its directory was read and is
   something else now.  */
void copy_changed (const struct item *item);

#endif /* UU_COPY_ENTRY_H */
