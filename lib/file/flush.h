/* Flushing: what was copied is made durable, late and many at a time.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   With --fsync.  To flush each file when it is written would cost a commit
   of the file system's journal each time.  So files that are complete wait,
   open, their write-back begun; when there are many, or nobody has anything
   else to do, the workers flush them side by side, and one commit serves
   many.  The entry of a file that waits is not settled before, nor is its
   directory finished; with --atomic, it appears only after it was flushed.
   Directories are flushed when they are finished, which is after the last
   of their names has come.  */

#ifndef UU_FLUSH_H
#define UU_FLUSH_H

#include "file/landing.h"

/* LANDING's file is complete but for the flushing.  Have it flushed and
   landed later, and TARGET given back; until then its entry counts once more.
   Return whether that can be; else nothing has been taken over.  */
bool flush_defer (const struct landing *landing, const struct target *target);

/* Flush LANDING's file now.  An error is said, and false returned.  */
bool flush_now (const struct landing *landing);

/* Flush what stands at ITEM's target since an earlier run, a regular file.
   An error is said, and false returned.  */
bool flush_standing (const struct item *item);

/* Flush the target of NODE, a directory that is finished and pinned, or the
   root.  */
void flush_directory (struct worker *worker, struct dirnode *node);

/* Flush some of what waits.  Return whether there was any.  */
bool flush_some (struct worker *worker);

#endif /* UU_FLUSH_H */
