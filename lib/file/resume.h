/* Resuming: what an earlier run has done is not done again.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   With --resume, which implies --atomic and the preservation of times.  A
   file that stands with the size and the time of its source was completed,
   for times are set last and only complete files have the name.  A large
   file is made under a temporary name that follows from its own, and stays
   when the run ends before it; the next run finds it, compares what it
   holds with the source, and goes on where the two differ.  A lock on it
   keeps two runs apart.  */

#ifndef UU_RESUME_H
#define UU_RESUME_H

#include "file/stage.h"
#include "file/target.h"

/* Whether the policy resumes, and TARGET is what a source like STX was
   copied to before.  */
bool resume_is_done (const struct item *item, const struct statx *stx,
                     const struct target *target);

/* Whether a source like STX is worth a temporary that stays.  */
bool resume_is_large (const struct item *item, const struct statx *stx);

/* As stage_open (), but go on with the temporary of an earlier run, if there
   is one; -EBUSY where it cannot be had, as when another run has it.  The
   file is for its owner only, and open for reading, too.  */
int resume_open (const struct item *item, struct stage *stage);

/* A source, and what may be a part of its copy.  */
struct resume_pair
{
  struct engine *engine;
  struct bufpool *pool;
  int source_fd;
  int fd;
  uint64_t size; /* of the source */

  /* Is given what the two have in common; may be null.  */
  void (*taken) (void *arg, const void *data, uint64_t len);
  void *taken_arg;
};

/* How many bytes of PAIR's copy, from its start, are those of the source;
   what it has beyond is cut off.  -errno: one of the two cannot be read, or
   the copy not be cut.  */
int64_t resume_compare (const struct resume_pair *pair);

#endif /* UU_RESUME_H */
