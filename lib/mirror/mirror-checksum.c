/* Comparing contents: -c.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-checksum.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "data/differ.h"
#include "file/copy-file.h"
#include "mirror/mirror-file.h"

enum
{
  /* What of either file is in a job's buffer.  */
  HALF = JOB_SMALL_MAX / 2,
  /* Larger files are not read in halves of a buffer.  */
  LARGE = 8 * HALF,
  /* From here on it pays to have kernel threads read.  */
  QUEUE_FROM = 8 << 20
};

bool
mirror_checksum_is_due (const struct mirror_policy *policy,
                        const struct statx *source, const struct statx *target)
{
  return policy->checksum && source->stx_size == target->stx_size
         && source->stx_size > 0;
}

/* ---- large files --------------------------------------------------------- */

static int
end_there (void *arg, const void *data, size_t len, uint64_t offset)
{
  return 1;
}

/* Whether SIZE bytes are the same in both.  */
static bool
compare_large (struct worker *worker, int source_fd, int target_fd,
               uint64_t size)
{
  struct differ differ = {
    .engine = worker->engine,
    .pool = worker_pool (worker),
    .fd = { source_fd, target_fd },
    .to = size,
    .may_queue = size >= QUEUE_FROM,
    .differs = end_there,
    .stop = worker_asked_to_stop,
  };
  return differ.pool && differ_run (&differ) == 0 && differ.at == size;
}

static int
open_to_compare (const struct item *item, int dirfd, const char *name,
                 bool follow)
{
  struct worker *worker = item->worker;
  int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW);
  int fd = call_open (worker->engine, dirfd, name, flags, 0);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, dirfd, name, flags, 0);
  return fd;
}

bool
mirror_checksum_same (const struct item *item, int dirfd, const char *name,
                      uint64_t size)
{
  struct engine *engine = item->worker->engine;
  int source = open_to_compare (item, item_dirfd (item, SOURCE),
                                item->entry->name[SOURCE], item_follows (item));
  if (source < 0)
    return false;
  int target = open_to_compare (item, dirfd, name, false);
  bool same = target >= 0 && compare_large (item->worker, source, target, size);
  if (target >= 0)
    call_close (engine, target);
  call_close (engine, source);
  return same;
}

/* ---- jobs ---------------------------------------------------------------- */

static void
op_done (struct op *op)
{
  worker_job_ready (op->owner);
}

static enum job_course
open_side (struct job *job, enum side side)
{
  const struct item *item = &job->item;
  bool follow = side == SOURCE && item_follows (item);
  op_init (&job->op, OP_OPEN, item_dirfd (item, side), job, op_done);
  job->op.u.open.path = item->entry->name[side];
  job->op.u.open.how.flags = O_RDONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK
                             | (follow ? 0 : O_NOFOLLOW);
  job->compare.step
      = side == SOURCE ? COMPARE_OPENS_SOURCE : COMPARE_OPENS_TARGET;
  return job_attempt (job);
}

/* How many bytes are compared now.  */
static size_t
piece (const struct job *job)
{
  uint64_t left = job->stx.stx_size - job->compare.at;
  return left < HALF ? (size_t) left : HALF;
}

static enum job_course
read_side (struct job *job, enum side side)
{
  struct job_compare *compare = &job->compare;
  op_init (&job->op, OP_READ, side == SOURCE ? job->source_fd : compare->fd,
           job, op_done);
  job->op.u.rw.buf = job->buf + side * HALF + compare->have;
  job->op.u.rw.len = piece (job) - compare->have;
  job->op.u.rw.offset = (int64_t) (compare->at + compare->have);
  compare->step = side == SOURCE ? COMPARE_READS_SOURCE : COMPARE_READS_TARGET;
  return job_attempt (job);
}

static enum job_course
handle_opened (struct job *job, enum side side)
{
  struct worker *worker = job->item.worker;
  int result = job->op.result;
  if (job_may_retry (job, result)
      || (result == -EMFILE
          && dircache_shrink (worker->engine, &worker->tree->cache)))
    return open_side (job, side);
  if (result < 0)
    return JOB_IS_OVER;
  if (side == SOURCE)
    {
      job->source_fd = result;
      return open_side (job, TARGET);
    }
  job->compare.fd = result;
  if (job->stx.stx_size <= LARGE)
    return read_side (job, SOURCE);
  job->compare.same = compare_large (worker, job->source_fd, job->compare.fd,
                                     job->stx.stx_size);
  return JOB_IS_OVER;
}

static enum job_course
handle_read (struct job *job, enum side side)
{
  struct job_compare *compare = &job->compare;
  int n = job->op.result;
  if (job_may_retry (job, n))
    return read_side (job, side);
  if (n <= 0)
    return JOB_IS_OVER;
  size_t len = piece (job);
  compare->have += n;
  if (compare->have < len)
    return read_side (job, side);
  compare->have = 0;
  if (side == SOURCE)
    return read_side (job, TARGET);
  if (memcmp (job->buf, job->buf + HALF, len) != 0)
    return JOB_IS_OVER;
  compare->at += len;
  compare->same = compare->at == job->stx.stx_size;
  return compare->same ? JOB_IS_OVER : read_side (job, SOURCE);
}

static enum job_course
handle (struct job *job)
{
  switch (job->compare.step)
    {
    case COMPARE_OPENS_SOURCE:
      return handle_opened (job, SOURCE);
    case COMPARE_OPENS_TARGET:
      return handle_opened (job, TARGET);
    case COMPARE_READS_SOURCE:
      return handle_read (job, SOURCE);
    case COMPARE_READS_TARGET:
      break;
    }
  return handle_read (job, TARGET);
}

static enum mirror_course
run (struct job *job, enum job_course course)
{
  struct worker *worker = job->item.worker;
  while (course == JOB_GOES_ON)
    course = handle (job);
  if (course == JOB_WAITS)
    return COURSE_WAITS;
  if (job->compare.fd >= 0)
    call_close (worker->engine, job->compare.fd);
  if (job->source_fd >= 0)
    call_close (worker->engine, job->source_fd);
  job->source_fd = -1;
  job->state = JOB_ENDED;
  bool pinned = job->pinned;
  enum mirror_course next = mirror_file_compared (job, job->compare.same);
  /* Else the job goes on, and keeps its pin as long as it needs it.  */
  if (next == COURSE_DONE && pinned)
    dircache_unpin (worker->engine, &worker->tree->cache,
                    item_node (&job->item));
  return next;
}

enum mirror_course
mirror_checksum_begin (struct job *job)
{
  job->state = JOB_COMPARING;
  job->compare = (struct job_compare) { .fd = -1 };
  return run (job, open_side (job, SOURCE));
}

enum mirror_course
mirror_checksum_step (struct job *job)
{
  return run (job, handle (job));
}
