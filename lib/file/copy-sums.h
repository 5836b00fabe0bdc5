/* Sums of files, taken while they are copied: --checksum, and what --verify
   compares with.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A worker sums one file at a time, between copy_sums_begin () and
   copy_sums_list (); what it needs for that is made once.  The bytes come
   from where they are copied from: a small file's from its job's buffer, a
   large one's from the transfer.  A clone shows nobody its bytes, so its
   source is read for them, or, if that has changed meanwhile, the clone
   itself: what is listed is always the sum of the copy.  */

#ifndef UU_COPY_SUMS_H
#define UU_COPY_SUMS_H

#include "sums/digest.h"
#include "sums/windows.h"
#include "tree/job.h"

struct copy_sums
{
  struct digest *checksum; /* or NULL */
  struct digest *verify;   /* or NULL */
  unsigned char sum[DIGEST_SIZE_MAX];
  struct windows copied; /* with --verify: what was copied, */
  struct windows found;  /*   and what is on the medium */
};

/* Whether the contents of files are to be summed at all.  */
bool copy_sums_wanted (const struct item *item);

/* Begin to sum JOB's file.  False, and all is said, without memory.  */
bool copy_sums_begin (struct job *job);

/* Take LEN bytes more, or so many zeros if DATA is null.  ARG is JOB.  */
void copy_sums_take (void *arg, const void *data, uint64_t len);

/* JOB's target, open as TARGET_FD, is a clone of its source: read it.
   False if that fails, and all is said.  */
bool copy_sums_clone (struct job *job, int target_fd);

/* All was taken.  False if the sums could not be had, and all is said.  */
bool copy_sums_end (struct job *job);

/* The same for a file whose contents are in JOB's buffer.  */
bool copy_sums_small (struct job *job);

/* Keep the sum of ITEM's file, which was summed last, if it is to be listed. */
void copy_sums_keep (const struct item *item,
                     unsigned char sum[DIGEST_SIZE_MAX]);

/* ITEM's copy, of which SUM was kept, stands: put it into the manifest.  LINK,
   or NULL, is to be told, too.  */
void copy_sums_list (const struct item *item, const unsigned char *sum,
                     struct link_record *link);

/* So does ITEM, a further name of RECORD's.  */
void copy_sums_list_link (const struct item *item,
                          const struct link_record *record);

/* Open what FD has open for reading, with FLAGS beside.  Return a descriptor
   or -errno.  */
int copy_sums_reopen (struct worker *worker, int fd, int flags);

/* Free what WORKER, which is about to go, has summed with.  */
void copy_sums_release (struct worker *worker);

#endif /* UU_COPY_SUMS_H */
