/* Transfer by splice(2), where one side is a pipe.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   By plain calls: a ring always hands a splice to a thread (Linux 6.18).
   Whatever splice refuses, the pipeline reads and writes.  */

#include <config.h>

#include "data/transfer-impl.h"

#include <errno.h>

/* A pipe holds 64 KiB by default and 1 MiB at the most for most users.  */
enum
{
  STEP = 1 << 20
};

bool
transfer_splice_serves (struct transfer_job *job)
{
  const struct transfer *transfer = job->transfer;
  return (transfer->source.type == ENDPOINT_PIPE
          || transfer->target.type == ENDPOINT_PIPE)
         && transfer->policy->sparse != SPARSE_ALWAYS && transfer->taken == NULL
         && transfer->claimed == 0;
}

/* Wait for the pipes, a while.  Whether both are ready.  */
static bool
ready (const struct transfer *transfer)
{
  return (transfer->source.type != ENDPOINT_PIPE
          || endpoint_wait (&transfer->source, true))
         && (transfer->target.type != ENDPOINT_PIPE
             || endpoint_wait (&transfer->target, false));
}

static int
splice_some (struct transfer_job *job)
{
  const struct transfer *transfer = job->transfer;
  struct op op;

  op_init (&op, OP_SPLICE, transfer->target.fd, NULL, NULL);
  op.u.splice.fd_in = transfer->source.fd;
  op.u.splice.offset_in = transfer->source.seekable
                              ? (int64_t) transfer_source_at (job)
                              : OP_CURRENT_OFFSET;
  op.u.splice.offset_out = transfer->target.seekable
                               ? (int64_t) transfer_target_at (job)
                               : OP_CURRENT_OFFSET;
  op.u.splice.len = transfer_piece (job, STEP);
  return engine_call (transfer->engine, &op);
}

int
transfer_splice_run (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;

  for (;;)
    {
      if (transfer_stopped (job))
        return -ECANCELED;
      if (!ready (transfer))
        continue;
      int n = splice_some (job);
      if (n == -EAGAIN || n == -EINTR)
        continue;
      if (n < 0)
        return TRANSFER_HAND_OVER;
      if (n == 0)
        return transfer->source.type == ENDPOINT_PIPE ? 0 : TRANSFER_HAND_OVER;
      transfer_advance (job, TRANSFER_SPLICE, (uint64_t) n);
    }
}
