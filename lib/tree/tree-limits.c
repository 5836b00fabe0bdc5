/* Limits: how much may be under way at once.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/tree-limits.h"

#include <sched.h>

#include "base/descriptors.h"

enum
{
  DEFAULT_WORKERS = 16,
  DEFAULT_JOBS = 16,

  /* With --verify each worker waits for the disk with a file in hand, and
     the more do so, the more of them one commit of the journal serves.  */
  VERIFY_WORKERS = 64,
  VERIFY_JOBS = 4,

  /* Of a large file: what suits plain calls best, and what keeps the number
     of requests low where the disk does all the work.  */
  DEFAULT_CHUNK = 512 * 1024,
  DIRECT_CHUNK = 2 * 1024 * 1024,

  /* Descriptors that are somebody else's: the standard ones, the target
     directory, what a library opens for a moment.  */
  RESERVED_FDS = 12,

  /* What a worker holds at once besides its jobs: its ring; a directory
     that it takes names from and one that it enters, with two each; and
     the target of the file in hand, which may be open to be read, too.  */
  FDS_PER_WORKER = 7,

  /* A job that waits has its source open, and its directory on both
     sides.  */
  FDS_PER_JOB = 3,
  MOST_DIRECTORIES = 256,
  /* Enough that a tree of some thousand files is flushed once, at its end;
     each takes a descriptor and a kilobyte.  */
  MOST_FLUSHES = 8192,
  FEWEST_JOBS = 4
};

static unsigned int
clamp (unsigned int n, unsigned int low, unsigned int high)
{
  return n < low ? low : n > high ? high : n;
}

/* Processors that this process may use; many if that cannot be known.  */
static unsigned int
processors (void)
{
  cpu_set_t set;
  return sched_getaffinity (0, sizeof set, &set) < 0 ? WORKQ_MAX_WORKERS
                                                     : CPU_COUNT (&set);
}

void
tree_limits_find (const struct copy_policy *policy, struct limits *ret_limits)
{
  unsigned int fds = descriptors_raise ();
  fds = fds > RESERVED_FDS * 2 ? fds - RESERVED_FDS : RESERVED_FDS;
  unsigned int workers = policy->workers  ? policy->workers
                         : policy->verify ? VERIFY_WORKERS
                                          : DEFAULT_WORKERS;
  unsigned int jobs = policy->engine.depth ? policy->engine.depth
                      : policy->verify     ? VERIFY_JOBS
                                           : DEFAULT_JOBS;
  if (policy_is_ordered (policy))
    workers = 1;
  if (policy->debug)
    jobs = 1;
  workers = clamp (workers, 1, WORKQ_MAX_WORKERS);
  jobs = clamp (jobs, 1, 1024);
  /* Half for the workers' own, half for jobs and idle directories.  */
  workers = clamp (workers, 1, fds / 2 / (FDS_PER_WORKER + FEWEST_JOBS));
  if (workers == 0)
    workers = 1;
  unsigned int left
      = fds > workers * FDS_PER_WORKER ? fds - workers * FDS_PER_WORKER : 0;
  jobs = clamp (jobs, 1,
                left / 2 / (FDS_PER_JOB * workers) > 1
                    ? left / 2 / (FDS_PER_JOB * workers)
                    : 1);
  left = left > FDS_PER_JOB * jobs * workers
             ? left - FDS_PER_JOB * jobs * workers
             : 0;
  unsigned int flushes = 0;
  if (policy->fsync)
    {
      flushes = clamp (left / 2, 1, MOST_FLUSHES);
      left -= left > flushes ? flushes : 0;
    }
  *ret_limits = (struct limits) {
    .workers = workers,
    /* One more than processors, since making files waits for blocks of
       inodes now and then.  With plain calls only, nobody can tell what
       waits.  */
    .eager_workers
    = policy->workers || policy->verify || policy->engine.mode == ENGINE_SYNC
          ? workers
          : clamp (processors () + 1, 1, workers),
    .jobs = jobs,
    .flushes = flushes,
    .directories = clamp (left / 2, 1, MOST_DIRECTORIES),
    .chunk_size = policy->chunk_size        ? policy->chunk_size
                  : policy->transfer.direct ? DIRECT_CHUNK
                                            : DEFAULT_CHUNK,
  };
}
