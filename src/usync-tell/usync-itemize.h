/* --itemize-changes: what became of a name, in rsync's eleven columns.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_ITEMIZE_H
#define UU_USYNC_ITEMIZE_H

#include "mirror/mirror-change.h"

enum
{
  ITEMIZE_COLUMNS = 11
};

/* Write CHANGE to COLUMNS: what was done, to which kind of file, and a letter
   for each thing that was different: YXcstpoguax, as rsync(1) has it.  */
void usync_itemize (const struct mirror_change *change,
                    char columns[ITEMIZE_COLUMNS + 1]);

#endif /* UU_USYNC_ITEMIZE_H */
