/* Reusing: what a file that is to be replaced holds of its new contents.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-reuse.h"

#include <fcntl.h>

#include "base/messages.h"
#include "data/patch.h"
#include "file/copy-data.h"
#include "file/copy-sums.h"

enum
{
  /* Smaller files are written sooner than they are compared.  */
  BLOCKS_FROM = 1 << 20
};

bool
copy_reuse_is_due (const struct item *item, const struct statx *source,
                   const struct statx *existing)
{
  /* Who wants sums wants to see all bytes, in their order.  */
  if (!S_ISREG (source->stx_mode) || !S_ISREG (existing->stx_mode)
      || existing->stx_size == 0 || copy_sums_wanted (item))
    return false;
  switch (item_policy (item)->reuse)
    {
    case REUSE_NOTHING:
      break;
    case REUSE_BLOCKS:
      return source->stx_size >= BLOCKS_FROM;
    case REUSE_START:
      return source->stx_size >= existing->stx_size;
    }
  return false;
}

/* Have FILE, which is empty, be a clone of what it is to replace.  Return
   whether it is; if not, no harm is done.  */
static bool
clone_existing (struct job *job, const struct target_file *file)
{
  struct engine *engine = job->item.worker->engine;
  const struct stage *stage = &file->stage;
  struct statx stx;
  int fd = call_open (engine, stage->dirfd, stage->name,
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0)
    return false;
  bool cloned = false;
  if (call_fstatx (engine, fd, &stx) == 0
      && copy_reuse_is_due (&job->item, &job->stx, &stx))
    {
      struct op op;
      op_init (&op, OP_CLONE, file->fd, NULL, NULL);
      op.u.clone.fd_in = fd;
      cloned = engine_call (engine, &op) == 0;
    }
  call_close (engine, fd);
  return cloned;
}

static void
say_error (const struct job *job, const struct target_file *file,
           enum differ_side failed, int err)
{
  const struct item *item = &job->item;
  if (copy_data_is_stop (err))
    {
      if (file->stage.kind == STAGE_NONE)
        item_error (item, 0, N_("interrupted: %s is incomplete"), TARGET);
    }
  else if (failed == DIFFER_CALLER)
    item_error (item, err, N_("error writing %s"), TARGET);
  else
    item_error (item, err, N_("error reading %s"),
                failed == DIFFER_SOURCE ? SOURCE : TARGET);
}

/* Write to FILE, which READ_FD has open for reading, what the source has
   otherwise.  */
static int64_t
patch (struct job *job, const struct target_file *file,
       const struct transfer *transfer, int read_fd)
{
  struct statx stx;
  struct patch patch = { .engine = transfer->engine,
                         .pool = transfer->pool,
                         .policy = transfer->policy,
                         .target_read_fd = read_fd,
                         .moved = transfer->moved,
                         .moved_arg = transfer->moved_arg,
                         .stop = transfer->stop,
                         .stop_arg = transfer->stop_arg,
                         .failed = DIFFER_TARGET };
  int err = call_fstatx (transfer->engine, file->fd, &stx);
  if (err == 0)
    {
      endpoint_from_statx (&patch.source, job->source_fd, &job->stx);
      endpoint_from_statx (&patch.target, file->fd, &stx);
      err = patch_run (&patch);
    }
  if (err < 0)
    {
      say_error (job, file, patch.failed, err);
      return err;
    }
  job->matched = patch.same;
  return (int64_t) patch.at;
}

int64_t
copy_reuse (struct job *job, const struct target_file *file,
            const struct transfer *transfer)
{
  struct worker *worker = job->item.worker;
  if (item_policy (&job->item)->reuse == REUSE_NOTHING)
    return 0;
  if (!file->keeps
      && (!file->stage.replaces
          || item_policy (&job->item)->reuse == REUSE_START
          || !clone_existing (job, file)))
    return 0;
  if (item_policy (&job->item)->reuse == REUSE_START)
    {
      job->matched = file->stx.stx_size;
      return (int64_t) file->stx.stx_size;
    }
  int read_fd = copy_sums_reopen (worker, file->fd, 0);
  if (read_fd < 0)
    {
      /* It may be written and not read.  */
      int err = call_ftruncate (worker->engine, file->fd, 0);
      if (err < 0)
        say_error (job, file, DIFFER_CALLER, err);
      return err;
    }
  int64_t there = patch (job, file, transfer, read_fd);
  call_close (worker->engine, read_fd);
  return there;
}
