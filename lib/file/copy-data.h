/* Copying a regular file's contents: the target's part of a job.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Here the target is opened, filled, given its metadata and closed, all by
   calls of the worker's own thread.  copy-file.h says what went before.  */

#ifndef UU_COPY_DATA_H
#define UU_COPY_DATA_H

#include "file/copy-file.h"

/* Whether a file that looks like STX fits a job's buffer and gains nothing
   by a transfer.  */
bool copy_data_is_small (const struct item *item, const struct statx *stx);

/* Make the target of what JOB's buffer holds, which is all of the file.
   Errors are said; JOB's link is settled if it went well.  */
void copy_data_small (struct job *job);

/* Give the target of JOB, new or not, attributes and no contents.  */
void copy_data_none (struct job *job);

/* Copy JOB's open source to its target, whatever its size.  */
void copy_data_large (struct job *job);

/* Whether ERR is no more than that a signal ended the copy.  */
bool copy_data_is_stop (int err);

#endif /* UU_COPY_DATA_H */
