/* Landings: the last steps of a regular file, from complete to copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Its data and metadata are there; it appears under its name, is closed and
   counted, and names that wait for it are linked.  With --fsync that may be
   later than the job that copied it (flush.h), so all that it takes is in
   one struct.  */

#ifndef UU_LANDING_H
#define UU_LANDING_H

#include "file/target-open.h"
#include "sums/digest.h"

struct landing
{
  struct item item; /* whose entry is not settled yet */
  struct target_file file;
  struct link_record *link;           /* or NULL */
  unsigned char sum[DIGEST_SIZE_MAX]; /* if there is to be a list of sums */
  struct file_id id; /* of the file, if anybody wants to know */
  bool whole;        /* it lacks nothing, metadata included */
};

/* Let LANDING's file, whose contents are all there (DATA_OK) or not to be
   kept, appear or go.  Errors are said.  Return whether the copy stands;
   then its link is settled and NULL.  The directory is pinned.  */
bool landing_end (struct landing *landing, bool data_ok);

#endif /* UU_LANDING_H */
