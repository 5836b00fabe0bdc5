/* The order of a transfer's methods, and what is left to do after them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/transfer.h"

#include <errno.h>
#include <string.h>
#include <sys/vfs.h>

#include "data/extents.h"
#include "data/transfer-impl.h"
#include "engine/calls.h"

static const struct
{
  bool (*serves) (struct transfer_job *);
  int (*run) (struct transfer_job *);
} methods[] = {
  { transfer_clone_serves, transfer_clone_run },
  { transfer_range_serves, transfer_range_run },
  { transfer_splice_serves, transfer_splice_run },
  { transfer_ring_serves, transfer_ring_run },
};

enum
{
  N_METHODS = sizeof methods / sizeof *methods
};

void
transfer_init (struct transfer *transfer, struct engine *engine,
               struct bufpool *pool, const struct transfer_policy *policy)
{
  memset (transfer, 0, sizeof *transfer);
  transfer->engine = engine;
  transfer->pool = pool;
  transfer->policy = policy;
  transfer->target_is_new = true;
  transfer->may_clone = true;
  transfer->may_offload = true;
}

uint64_t
transfer_source_at (const struct transfer_job *job)
{
  return job->transfer->source_offset + job->position;
}

uint64_t
transfer_target_at (const struct transfer_job *job)
{
  return job->transfer->target_offset + job->position;
}

void
transfer_advance (struct transfer_job *job, enum transfer_method method,
                  uint64_t bytes)
{
  struct transfer *transfer = job->transfer;

  job->position += bytes;
  job->bytes[method] += bytes;
  if (method != TRANSFER_NONE && transfer_target_at (job) > job->high)
    job->high = transfer_target_at (job);
  if (transfer->moved != NULL)
    transfer->moved (transfer->moved_arg, bytes);
  if (method != TRANSFER_NONE)
    transfer_pay (job, bytes);
}

uint64_t
transfer_limit (const struct transfer_job *job)
{
  const struct transfer *transfer = job->transfer;
  return transfer->claimed == 0 ? EXTENTS_NO_LIMIT
                                : transfer->source_offset + transfer->claimed;
}

bool
transfer_stopped (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  return transfer->stop != NULL && transfer->stop (transfer->stop_arg);
}

static bool
stopped (void *arg)
{
  return transfer_stopped (arg);
}

void
transfer_pay (struct transfer_job *job, uint64_t bytes)
{
  if (job->transfer->policy->rate != NULL)
    rate_pay (job->transfer->policy->rate, bytes, stopped, job);
}

size_t
transfer_piece (const struct transfer_job *job, size_t most)
{
  const struct rate *rate = job->transfer->policy->rate;
  return rate != NULL ? rate_piece (rate, most) : most;
}

bool
transfer_keeps_holes (const struct transfer_job *job)
{
  return job->transfer->policy->sparse != SPARSE_NEVER
         && job->transfer->target.type == ENDPOINT_FILE
         && job->transfer->target.seekable;
}

uint32_t
transfer_fs_type (struct transfer_job *job, const struct endpoint *endpoint)
{
  struct statfs buf;
  struct op op;

  op_init (&op, OP_STATFS, endpoint->fd, NULL, NULL);
  op.u.statfs.buf = &buf;
  if (engine_call (job->transfer->engine, &op) < 0)
    return 0;
  return (uint32_t) buf.f_type;
}

/* The method that moved most.  */
static enum transfer_method
main_method (const struct transfer_job *job)
{
  int most = TRANSFER_NONE;
  for (int i = TRANSFER_NONE + 1; i < TRANSFER_METHODS; i++)
    if (job->bytes[i] > (most == TRANSFER_NONE ? 0 : job->bytes[most]))
      most = i;
  return most;
}

/* All is copied: give the target its length, with a hole at its end where
   the source has one, and free what was allocated in vain, be it by us or
   by the file system for a file that we had begun to allocate.  */
static int
set_length (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  uint64_t length = transfer_target_at (job);
  uint64_t now = transfer->target_is_new ? 0 : transfer->target.size;

  if (transfer->target.type != ENDPOINT_FILE || transfer->claimed != 0)
    return 0;
  if (now < job->high)
    now = job->high;
  if (now == length && (job->allocated == 0 || job->allocated == length))
    return 0;
  int error = call_ftruncate (transfer->engine, transfer->target.fd,
                              (int64_t) length);
  if (error < 0)
    transfer->failed = now < length ? SIDE_EXTEND : SIDE_TARGET;
  return error;
}

/* The transfer failed: what stays behind ends where the first error was.
   Blocks that were only allocated read as zeros, and so do gaps before
   later chunks that were written; they would make the part look like a
   whole.  */
static void
cut_at_error (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  uint64_t end = transfer_target_at (job);

  if (transfer->target.type == ENDPOINT_FILE && transfer->claimed == 0
      && (job->allocated > end || (transfer->target_is_new && job->high > end)))
    call_ftruncate (transfer->engine, transfer->target.fd, (int64_t) end);
}

int
transfer_run (struct transfer *transfer)
{
  struct transfer_job job = { .transfer = transfer };
  int result = TRANSFER_HAND_OVER;

  if (!transfer->source.seekable)
    transfer->source_offset = 0;
  if (!transfer->target.seekable)
    transfer->target_offset = 0;
  transfer->copied = 0;
  transfer->method = TRANSFER_NONE;
  transfer->saw_clone = SEEN_UNKNOWN;
  transfer->saw_offload = SEEN_UNKNOWN;
  transfer->saw_holes = SEEN_UNKNOWN;
  transfer->saw_zeros = false;
  transfer->failed = SIDE_NONE;

  for (int i = 0; i < N_METHODS && result == TRANSFER_HAND_OVER; i++)
    if (methods[i].serves (&job))
      result = methods[i].run (&job);

  /* Up to what is claimed there is nothing left.  */
  if (result == TRANSFER_HAND_OVER)
    result = 0;
  if (result == 0)
    result = set_length (&job);
  else
    cut_at_error (&job);
  transfer->copied = job.position;
  transfer->method = main_method (&job);
  return result;
}
