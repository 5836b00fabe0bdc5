/* Copying trees: the whole of what a tool asks of this library.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool makes a tree_copy from its policy, adds what the command line
   names, runs it, and reads the sums.  Everything that goes wrong with a
   file is said by report.h and goes on with the next; the return values
   here tell only of what ends the whole.

   How it works: worker.h (threads), dirnode.h (directories), copy-file.h,
   copy-dir.h and copy-special.h (what is done for each name).  */

#ifndef UU_TREE_COPY_H
#define UU_TREE_COPY_H

#include "data/meter.h"
#include "tree/dirnode.h"
#include "tree/policy.h"

struct tree_copy;

/* Make ready to copy by POLICY, which must outlive this, into the
   directory open as TARGET_FD (AT_FDCWD for none in particular), called
   TARGET_NAME in messages ("" for none).  TARGET_FD stays the caller's.
   Return 0 or -errno; *WHY tells when it is the ring that cannot be had,
   as engine_open () does.  */
int tree_copy_open (const struct copy_policy *policy, int target_fd,
                    const char *target_name, struct tree_copy **ret_copy,
                    struct engine_why *why);

/* Add SOURCE, as named on the command line, to be copied to TARGET,
   relative to the target directory.  The names are copied.  *MADE, if not
   NULL, becomes what TARGET is then; what it was before, by an earlier
   SOURCE, is protected from this one as cp protects it.  0 or -ENOMEM.  */
int tree_copy_add (struct tree_copy *copy, const char *source,
                   const char *target, struct file_id *made);

/* Add SOURCE to be copied below the target directory, which there has to
   be, under its whole name.  Directories on the way are made now; where that
   is impossible, that is said, and SOURCE left out.  What was added before may
   be copied by this.  MADE is as above.  0 or -ENOMEM.  */
int tree_copy_add_below (struct tree_copy *copy, const char *source,
                         struct file_id *made);

/* Copy all that was added.  */
void tree_copy_run (struct tree_copy *copy);

/* What was done so far; any thread may ask while a run goes on.  The sums
   of the engines are those of workers that are done.  */
struct tree_sums
{
  uint64_t files, others, directories, bytes;
  uint64_t by_method[METER_METHODS];
  uint64_t verified_files, verified_bytes;
  uint64_t skipped_files, skipped_bytes;
  unsigned int workers;
};
void tree_copy_sums (struct tree_copy *copy, struct tree_sums *ret_sums);
void tree_copy_engine_stats (struct tree_copy *copy,
                             struct engine_stats *ret_stats,
                             struct engine_why *ret_why);

void tree_copy_close (struct tree_copy *copy);

#endif /* UU_TREE_COPY_H */
