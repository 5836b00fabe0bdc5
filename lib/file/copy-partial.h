/* Parts: what could not be completed stays, and is gone on with.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   --partial of a mirror: what there is of a file that an error or a signal
   broke off gets the file's name or, with a directory for parts, that name in
   this directory, beside where the file is to be if the directory's name is
   relative.  The next run takes it from there and, as resume.h does, compares
   it with the source and goes on where the two differ.  */

#ifndef UU_COPY_PARTIAL_H
#define UU_COPY_PARTIAL_H

#include "file/target-open.h"

/* FILE, ITEM's, will not be completed.  Keep it, if it is to be kept.  Return
   whether it is, or else is still to be dropped.  */
bool copy_partial_keep (const struct item *item, struct target_file *file);

/* Whether parts of a file like STX are gone on with.  */
bool copy_partial_is_wanted (const struct item *item, const struct statx *stx);

/* As resume_open (), but go on with a part that was kept; -EBUSY where there
   is none to be had.  */
int copy_partial_open (const struct item *item, struct stage *stage);

/* ITEM's copy stands: what was kept of it goes, and the directory if it is
   empty then.  */
void copy_partial_forget (const struct item *item);

#endif /* UU_COPY_PARTIAL_H */
