/* Mirroring a regular file: compared, and copied where it differs.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A file that is the same is never opened.  One that is new or has changed
   becomes a job of copy-file.h, which calls back here: mirror_file_look ()
   when the source is open, mirror_file_birth () and mirror_file_dress () for
   the target's attributes, mirror_file_end () when all is over.  In a
   directory that we made there is nothing to compare with, and the source is
   looked at only once it is open.  */

#ifndef UU_MIRROR_FILE_H
#define UU_MIRROR_FILE_H

#include "mirror/mirror-entry.h"
#include "tree/job.h"

struct target_file;

/* Mirror ITEM, a regular file like STX, with JOB if it is to be copied.  */
enum mirror_course mirror_file (const struct item *item,
                                const struct statx *stx, struct job *job);

/* The same for ITEM that goes to a directory of our making, and has not been
   looked at.  */
enum mirror_course mirror_file_fresh (const struct item *item, struct job *job);

/* JOB's source is open: whether it is to be copied, and to what target.  */
bool mirror_file_look (struct job *job);

/* JOB's contents were compared with its target's (mirror-checksum.h): they are
   the SAME, or not.  The directory is pinned; should JOB go on, its pin is
   JOB's.  */
enum mirror_course mirror_file_compared (struct job *job, bool same);

/* The mode to make JOB's target with.  */
mode_t mirror_file_birth (const struct job *job);

/* JOB's target, FILE, has its contents: give it its attributes.  False, all
   said, if it lacks any.  */
bool mirror_file_dress (struct job *job, const struct target_file *file);

/* JOB is over.  */
void mirror_file_end (struct job *job);

#endif /* UU_MIRROR_FILE_H */
