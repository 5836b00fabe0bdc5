/* Transfer by FICLONE: the target shares the source's blocks.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/transfer-impl.h"

#include <errno.h>
#include <unistd.h>

#include "engine/calls.h"

bool
transfer_clone_serves (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  const struct transfer_policy *policy = transfer->policy;

  if (policy->reflink == REFLINK_NEVER || policy->sparse == SPARSE_NEVER)
    {
      transfer->saw_clone = SEEN_NO;
      return false;
    }
  if (policy->reflink == REFLINK_ALWAYS)
    return true;

  bool whole = transfer->source.type == ENDPOINT_FILE
               && transfer->target.type == ENDPOINT_FILE
               && transfer->target_is_new && transfer->source_offset == 0
               && transfer->target_offset == 0 && transfer->claimed == 0;
  if (!whole || transfer->source.size == 0 || policy->sparse == SPARSE_ALWAYS)
    return false;
  if (!transfer->may_clone)
    transfer->saw_clone = SEEN_UNSUPPORTED;
  return transfer->may_clone;
}

/* Whether ERROR says that no file of these two file systems can be cloned.
   EINVAL does not: btrfs says it of single files, by their attributes.  */
static bool
is_final (int error)
{
  return error == -EOPNOTSUPP || error == -ENOTTY || error == -EXDEV
         || error == -ENOSYS;
}

int
transfer_clone_run (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  struct op op;

  op_init (&op, OP_CLONE, transfer->target.fd, NULL, NULL);
  op.u.clone.fd_in = transfer->source.fd;
  int error = engine_call (transfer->engine, &op);
  if (error < 0)
    {
      transfer->saw_clone = SEEN_UNSUPPORTED;
      if (is_final (error))
        transfer->may_clone = false;
      if (transfer->policy->reflink != REFLINK_ALWAYS)
        return TRANSFER_HAND_OVER;
      transfer->failed = SIDE_CLONE;
      return error;
    }

  /* The source may have grown since it was looked at; the clone has the
     length it had a moment ago.  */
  int64_t size;
  error = call_seek (transfer->engine, transfer->target.fd, 0, SEEK_END, &size);
  if (error < 0)
    {
      transfer->failed = SIDE_TARGET;
      return error;
    }
  transfer->saw_clone = SEEN_YES;
  transfer_advance (job, TRANSFER_CLONE, (uint64_t) size);
  return 0;
}
