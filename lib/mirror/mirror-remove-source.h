/* Removing sources that have been mirrored: --remove-source-files.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Files of any kind but directories go once their copy stands, or stood
   already, complete.  What has changed since it was looked at stays, and so
   does what is the copy itself.  With -H a file of several names goes at the
   end: by how many names it has it is known that there are others.  So does
   every file whose name may be asked for yet, where sources meet or what they
   have not is deleted after all else, and what --delay-updates delays.  */

#ifndef UU_MIRROR_REMOVE_SOURCE_H
#define UU_MIRROR_REMOVE_SOURCE_H

#include "mirror/mirror-impl.h"

/* ITEM's target is what its source was when that was like STX: remove the
   source, if that is wanted.  Both directories are pinned.  */
void mirror_remove_source (const struct item *item, const struct statx *stx);

/* The same, where the target is complete and --delay-updates has it appear
   later.  */
void mirror_remove_source_delayed (const struct item *item,
                                   const struct statx *stx);

/* Remove what waits for the end: all else is done.  */
void mirror_remove_source_late (struct mirror *mirror);

#endif /* UU_MIRROR_REMOVE_SOURCE_H */
