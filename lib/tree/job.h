/* Jobs: what a worker has under way, one file each.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A worker owns a fixed number of jobs and lends one to each entry that it
   begins; what the job then does is its user's (copy-file.h).  */

#ifndef UU_JOB_H
#define UU_JOB_H

#include "tree/item.h"
#include "tree/target-verdict.h"

enum
{
  JOB_SMALL_MAX = 64 * 1024 /* bytes that a job's buffer holds */
};

enum job_state
{
  JOB_OPENING,
  JOB_LOOKING,
  JOB_READING,
  JOB_COMPARING, /* see mirror-checksum.h */
  JOB_ENDED
};

/* What becomes of a job after a step.  */
enum job_course
{
  JOB_GOES_ON, /* its op is done, or there was none */
  JOB_WAITS,   /* the engine has it */
  JOB_IS_OVER  /* it has nothing more to do */
};

/* A job that compares its source with its target: mirror-checksum.c.  */
struct job_compare
{
  enum
  {
    COMPARE_OPENS_SOURCE,
    COMPARE_OPENS_TARGET,
    COMPARE_READS_SOURCE,
    COMPARE_READS_TARGET
  } step;
  int fd;      /* of the target, or -1 */
  uint64_t at; /* all before it is the same */
  size_t have; /* bytes in the half of the buffer that is being filled */
  bool same;
};

struct job
{
  struct item item;
  enum job_state state;
  struct op op;
  int source_fd;
  bool pinned;              /* has a pin of its own on the directory */
  struct statx stx;         /* of the source */
  struct link_record *link; /* to be settled at the end, or NULL */
  unsigned int retries;     /* of ops that were interrupted */
  bool waited;              /* for an op that could not be done at once */
  bool looked;              /* at the target */
  struct target target;
  bool stands; /* the copy does */

  /* A mirror's, see mirror-file.h.  */
  bool copies;             /* it was decided that it does */
  unsigned int differs;    /* mirror-change.h */
  uint64_t moved, matched; /* bytes written, and found to be there */
  struct job_compare compare;
  bool from_basis;      /* the contents are another file's than its */
  struct statx own_stx; /*   source, which looks so: mirror-basis.h */
  mode_t basis_mode;    /* of what a basis directory has instead, or 0 */
  bool deferred;        /* its end, with target and link (flush.h) */
  char *buf;            /* of JOB_SMALL_MAX bytes */
  size_t have;          /* bytes in it */
  struct job *next;     /* in the free or the ready list */
};

/* Put JOB, whose op is done, among those that the worker is to go on with
   (worker.c).  */
void worker_job_ready (struct job *job);

#endif /* UU_JOB_H */
