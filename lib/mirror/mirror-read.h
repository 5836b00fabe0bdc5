/* Reading the names of a directory that is mirrored.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A directory that was entered (mirror-dir.h) is read on its source side, a
   buffer at a time: names are kept in mind for deleting (mirror-delete.h) and
   queued.  The runs that only delete read as well, and use the parts.  */

#ifndef UU_MIRROR_READ_H
#define UU_MIRROR_READ_H

#include "mirror/mirror-impl.h"
#include "tree/walk.h"

/* Read some names of NODE, which is pinned, and queue them; at the end, see to
   what its target has beside.  Errors are said.  */
void mirror_read_names (struct worker *worker, struct dirnode *node);

/* Say that the source of NODE cannot be read, for the reason ERR.  */
void mirror_read_failed (struct worker *worker, const struct dirnode *node,
                         int err);

/* The order of names where one is promised, of records (walk.h): files before
   directories, and by the bytes of their names.  */
int mirror_read_compare (const void *a, const void *b);

/* Where RECORD, of NODE's source, is a link that is to be followed and leads
   nowhere, note that the source cannot be read whole: that is to be known
   before anything is deleted.  NODE is pinned.  */
void mirror_read_check_link (struct worker *worker, struct dirnode *node,
                             struct linux_dirent64 *record);

#endif /* UU_MIRROR_READ_H */
