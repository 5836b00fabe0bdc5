/* Transfer by copy_file_range, where the file system really offloads it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Elsewhere the kernel would only splice through the page cache, without
   anything in flight, which the pipeline does better.  Any refusal hands
   over to the pipeline, which meets a true error again and then knows its
   side; and so does the end, which only a read can tell (a file of /proc
   gives copy_file_range nothing).  */

#include <config.h>

#include "data/transfer-impl.h"

#include <errno.h>

#include "data/extents.h"

/* What one call copies at the most: the time between two looks at the
   progress and at a wish to stop.  */
enum
{
  STEP = 256 << 20
};

/* Whether a file system of TYPE offloads, given whether both sides are the
   SAME one.  */
static bool
offloads (const struct transfer *transfer, uint32_t type, bool same)
{
  switch (type)
    {
    case TRANSFER_FS_NFS:
    case TRANSFER_FS_SMB:
    case TRANSFER_FS_SMB2:
    case TRANSFER_FS_CIFS:
    case TRANSFER_FS_CEPH:
      return true;

    case TRANSFER_FS_FUSE:
      /* It may or it may not; where it does not, the kernel goes through
         its page cache.  */
      return same && !transfer->policy->direct && !transfer->policy->nocache;

    case TRANSFER_FS_XFS:
    case TRANSFER_FS_BTRFS:
      /* By sharing blocks, so only whole ones, and not if that was
         refused.  */
      return same && transfer->saw_clone != SEEN_UNSUPPORTED
             && transfer->source_offset % transfer->target.block_size == 0
             && transfer->target_offset % transfer->target.block_size == 0;

    default:
      return false;
    }
}

bool
transfer_range_serves (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;

  if (transfer->policy->reflink != REFLINK_AUTO
      || transfer->policy->sparse != SPARSE_AUTO || transfer->taken != NULL)
    {
      transfer->saw_offload = SEEN_AVOIDED;
      return false;
    }
  if (transfer->source.type != ENDPOINT_FILE
      || transfer->target.type != ENDPOINT_FILE || transfer->source.size == 0)
    return false;

  if (transfer->may_offload)
    {
      bool same = transfer->source.dev == transfer->target.dev;
      uint32_t type = transfer_fs_type (job, &transfer->target);
      transfer->may_offload
          = offloads (transfer, type, same)
            && (same || transfer_fs_type (job, &transfer->source) == type);
    }
  if (!transfer->may_offload)
    transfer->saw_offload = SEEN_UNSUPPORTED;
  return transfer->may_offload;
}

/* Copy up to LEN bytes at the job's position.  Return how many, 0 at an
   end, or -errno.  */
static int
copy_some (struct transfer_job *job, uint64_t len)
{
  struct op op;

  op_init (&op, OP_COPY_RANGE, job->transfer->target.fd, NULL, NULL);
  op.u.splice.fd_in = job->transfer->source.fd;
  op.u.splice.offset_in = (int64_t) transfer_source_at (job);
  op.u.splice.offset_out = (int64_t) transfer_target_at (job);
  size_t step = transfer_piece (job, STEP);
  op.u.splice.len = len < step ? (size_t) len : step;
  return engine_call (job->transfer->engine, &op);
}

/* Whether the rest is somebody else's: the call gave RESULT.  */
static bool
refused (struct transfer_job *job, int result)
{
  struct transfer *transfer = job->transfer;

  if (result > 0)
    return false;
  if (job->bytes[TRANSFER_RANGE] == 0)
    {
      transfer->saw_offload = SEEN_UNSUPPORTED;
      if (result == -EOPNOTSUPP || result == -EXDEV || result == -ENOSYS)
        transfer->may_offload = false;
    }
  return true;
}

int
transfer_range_run (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  struct extents extents;
  struct extent extent;
  int found;

  extents_init (&extents, transfer->engine, &transfer->source,
                transfer_source_at (job), transfer_limit (job), 1,
                transfer->target_is_new);
  transfer->saw_holes = extents.seeks ? SEEN_YES : SEEN_NO;

  while ((found = extents_next (&extents, &extent)) > 0)
    {
      if (extent.hole)
        {
          transfer_advance (job, TRANSFER_NONE, extent.end - extent.start);
          continue;
        }
      while (transfer_source_at (job) < extent.end)
        {
          if (transfer_stopped (job))
            return -ECANCELED;
          int n = copy_some (job, extent.end - transfer_source_at (job));
          if (refused (job, n))
            return TRANSFER_HAND_OVER;
          transfer->saw_offload = SEEN_YES;
          transfer_advance (job, TRANSFER_RANGE, (uint64_t) n);
        }
    }
  return TRANSFER_HAND_OVER;
}
