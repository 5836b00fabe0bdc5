/* Copying a regular file: one job, from opening the source to the mode.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/messages.h"
#include "base/stop.h"
#include "file/copy-data.h"
#include "file/copy-link.h"
#include "file/flush.h"
#include "file/metadata.h"
#include "file/target.h"

static void
op_done (struct op *op)
{
  worker_job_ready (op->owner);
}

/* Do JOB's op here and now, however long that takes.  */
static enum job_course
wait_here (struct job *job)
{
  engine_call (job->item.worker->engine, &job->op);
  return JOB_GOES_ON;
}

/* Leave JOB's op with the engine.  */
static enum job_course
wait_there (struct job *job)
{
  struct worker *worker = job->item.worker;
  if (!job->pinned)
    {
      /* The directory is pinned already, so this only counts up.  */
      dircache_pin (worker->engine, &worker->tree->cache,
                    item_node (&job->item), PIN_BOTH);
      job->pinned = true;
    }
  engine_queue (worker->engine, &job->op);
  return JOB_WAITS;
}

/* Whether JOB's op, which cannot be done at once, had better be waited for
   by the worker itself.  */
static bool
is_for_worker (const struct job *job)
{
  /* With nothing to do meanwhile that costs least: one small file is not
     worth a ring.  */
  if (!worker_has_more (job->item.worker))
    return true;
  /* A ring would give the open to a kernel thread.  There are as many
     workers, and what they open in the order of inodes they read in that
     order too: neighbours on the disk become one request.  */
  return job->op.kind == OP_OPEN
         && item_policy (&job->item)->engine.mode == ENGINE_AUTO;
}

enum job_course
job_attempt (struct job *job)
{
  struct worker *worker = job->item.worker;
  struct tree *tree = worker->tree;
  /* With an order to keep, only the reading of contents may be late, and
     that only where no other name waits for it.  */
  if (policy_is_ordered (tree->policy)
      && (job->state != JOB_READING || job->link || tree->policy->ordered))
    return wait_here (job);
  /* What had to wait for its name has to wait for its contents.  */
  if (!(job->waited && job->op.kind == OP_READ)
      && engine_try (worker->engine, &job->op) != -EAGAIN)
    return JOB_GOES_ON;
  job->waited = true;
  if (worker_has_more (worker) && !tree->waits)
    tree->waits = true;
  return is_for_worker (job) ? wait_here (job) : wait_there (job);
}

bool
job_may_retry (struct job *job, int err)
{
  enum
  {
    RETRIES_MAX = 1000
  };
  return (err == -EINTR || err == -EAGAIN) && !stop_requested ()
         && job->retries++ < RETRIES_MAX;
}

static enum job_course
open_source (struct job *job)
{
  int no_follow = item_follows (&job->item) ? 0 : O_NOFOLLOW;
  /* Should it be a fifo by now, do not wait for a writer.  */
  int no_wait = job->item.entry->type == DT_REG ? O_NONBLOCK : 0;
  op_init (&job->op, OP_OPEN, item_dirfd (&job->item, SOURCE), job, op_done);
  job->op.u.open.path = job->item.entry->name[SOURCE];
  job->op.u.open.how.flags
      = (O_RDONLY | O_NOCTTY | O_CLOEXEC | no_wait | no_follow);
  job->state = JOB_OPENING;
  return job_attempt (job);
}

static enum job_course
look_at_source (struct job *job)
{
  job->source_fd = job->op.result;
  op_init (&job->op, OP_STATX, job->source_fd, job, op_done);
  job->op.u.statx.path = "";
  job->op.u.statx.flags = AT_EMPTY_PATH;
  job->op.u.statx.mask = STATX_BASIC_STATS | STATX_DIOALIGN;
  job->op.u.statx.buf = &job->stx;
  job->state = JOB_LOOKING;
  return job_attempt (job);
}

/* The name is not, or no longer, a regular file's: start over with what it
   is now.  */
static enum job_course
treat_as_other (struct job *job)
{
  job->item.worker->tree->ops->changed (&job->item);
  return JOB_IS_OVER;
}

/* The source cannot be opened, for the reason ERR.  Say what cp says, which
   looks at the file and names it before it tries.  */
static void
say_unopened (struct job *job, int err)
{
  const struct item *item = &job->item;
  int stat_err
      = call_statx (item->worker->engine, item_dirfd (item, SOURCE),
                    item->entry->name[SOURCE],
                    item_follows (item) ? 0 : AT_SYMLINK_NOFOLLOW, &job->stx);
  if (stat_err < 0)
    {
      item_error (item, stat_err, N_("cannot stat %s"), SOURCE);
      return;
    }
  item_announce (item, NULL);
  item_error (item, err, N_("cannot open %s for reading"), SOURCE);
}

static enum job_course
handle_opened (struct job *job)
{
  int result = job->op.result;
  struct worker *worker = job->item.worker;
  if (result >= 0)
    return look_at_source (job);
  if (job_may_retry (job, result))
    return open_source (job);
  /* A link, a socket, a device: it was a regular file a moment ago.  */
  if ((result == -ELOOP || result == -ENXIO || result == -ENODEV)
      && job->item.entry->type == DT_REG && !item_follows (&job->item))
    return treat_as_other (job);
  if (result == -EMFILE
      && dircache_shrink (worker->engine, &worker->tree->cache))
    return open_source (job);
  say_unopened (job, result);
  return JOB_IS_OVER;
}

static enum job_course
read_more (struct job *job)
{
  op_init (&job->op, OP_READ, job->source_fd, job, op_done);
  job->op.u.rw.buf = job->buf + job->have;
  job->op.u.rw.len = JOB_SMALL_MAX - job->have;
  job->op.u.rw.offset = job->have;
  job->state = JOB_READING;
  return job_attempt (job);
}

/* Make the target a further name of RECORD's.  Return false where that is out
   of reach, and the job's file is to be copied, as if it were the first.  */
static bool
make_link (struct job *job, struct link_record *record)
{
  int claim = copy_link_make (&job->item, &job->stx, &record);
  if (claim == LINK_FIRST)
    {
      job->link = record;
      return false;
    }
  job->stands = claim == LINK_READY;
  if (job->stands)
    meter_add (&job->item.worker->meter.files, 1);
  return true;
}

/* JOB's name is not copied, and with it BYTES of those that were to be.  */
static void
count_skipped (struct job *job, uint64_t bytes)
{
  struct meter *meter = &job->item.worker->meter;
  if (item_policy (&job->item)->attributes_only)
    bytes = 0;
  meter_add (&meter->skipped_files, 1);
  meter_add (&meter->skipped_bytes, bytes);
}

/* The share that each of a file's names has in its contents, which are copied
   once; all shares are as much as that, or a little more.  */
static uint64_t
share_of_name (const struct job *job)
{
  uint64_t names = job->link && job->stx.stx_nlink > 0 ? job->stx.stx_nlink : 1;
  return (job->stx.stx_size + names - 1) / names;
}

/* What stands there stays, for it is not older than the source (-u): other
   names of the source become links to it.  RECORD is that of a name which
   was copied before, or NULL.  */
static void
leave_current (struct job *job, struct link_record *record)
{
  struct worker *worker = job->item.worker;
  struct tree *tree = worker->tree;
  const struct copy_policy *policy = item_policy (&job->item);
  job->stands
      = !(policy->resume && policy->fsync) || flush_standing (&job->item);
  if (record && make_link (job, record))
    return;
  count_skipped (job, job->stx.stx_size);
  if (job->link)
    {
      struct file_id id = file_id_from_statx (&job->target.stx);
      if (job->target.link)
        links_note_followed (job->link);
      worker_push_all (worker, links_made (tree->links, worker->engine,
                                           &tree->cache, job->link, id));
      job->link = NULL;
    }
}

/* Find out whether the file has another name that was or is being copied, and
   then what is at the other side.  Return whether it is to be copied
   there.  */
bool
copy_file_look (struct job *job)
{
  struct link_record *record;
  int claim = copy_link_claim (&job->item, &job->stx, &record);
  if (claim != LINK_FIRST && claim != LINK_READY)
    return false;
  if (claim == LINK_FIRST)
    {
      job->link = record;
      record = NULL;
    }
  job->looked = true;
  target_check (&job->item, &job->stx, &job->target);
  switch (job->target.verdict)
    {
    case TARGET_DECLINED:
    case TARGET_DONE:
      count_skipped (job, record ? 0 : share_of_name (job));
      copy_link_give_up (&job->item, claim, record);
      return false;
    case TARGET_REFUSED:
      copy_link_give_up (&job->item, claim, record);
      return false;
    case TARGET_CURRENT:
      leave_current (job, record);
      return false;
    case TARGET_CREATE:
    case TARGET_OVERWRITE:
    case TARGET_REPLACE:
      break;
    }
  /* cp names a file before it reads it; and only now is the order of the
     names still theirs.  */
  item_announce (&job->item, job->target.backup);
  if (record && make_link (job, record))
    return false;
  if (job->link && job->target.link)
    links_note_followed (job->link);
  return true;
}

static enum job_course
handle_looked (struct job *job)
{
  if (job_may_retry (job, job->op.result))
    {
      job->op.result = job->source_fd;
      return look_at_source (job);
    }
  if (job->op.result < 0)
    {
      item_error (&job->item, job->op.result, N_("cannot fstat %s"), SOURCE);
      return JOB_IS_OVER;
    }
  if (!S_ISREG (job->stx.stx_mode) && job->item.entry->type == DT_REG)
    return treat_as_other (job);
  if (!job->item.worker->tree->ops->look (job))
    return JOB_IS_OVER;
  if (item_policy (&job->item)->attributes_only)
    copy_data_none (job);
  else if (copy_data_is_small (&job->item, &job->stx))
    return read_more (job);
  else
    copy_data_large (job);
  return JOB_IS_OVER;
}

/* Whether the read that gave JOB N bytes more came to the end of the file.
   Where it gave less than there was room for, and as much in all as the file
   said it had, no other need find nothing: this read was as good a moment to
   ask.  What says that it has nothing may be one of /proc's.  */
static bool
has_ended (const struct job *job, int n)
{
  return n == 0
         || (job->have == job->stx.stx_size
             && (unsigned int) n < job->op.u.rw.len);
}

static enum job_course
handle_read (struct job *job)
{
  int n = job->op.result;
  if (job_may_retry (job, n))
    return read_more (job);
  if (n < 0)
    {
      item_error (&job->item, n, N_("error reading %s"), SOURCE);
      return JOB_IS_OVER;
    }
  job->have += n;
  if (!has_ended (job, n) && job->have < JOB_SMALL_MAX)
    return read_more (job);
  if (has_ended (job, n))
    copy_data_small (job);
  else
    copy_data_large (job); /* it is larger than it said */
  return JOB_IS_OVER;
}

static enum job_course
handle (struct job *job)
{
  switch (job->state)
    {
    case JOB_OPENING:
      return handle_opened (job);
    case JOB_LOOKING:
      return handle_looked (job);
    case JOB_READING:
      return handle_read (job);
    case JOB_COMPARING:
    case JOB_ENDED:
      break;
    }
  return JOB_IS_OVER;
}

static void
finish (struct job *job)
{
  struct worker *worker = job->item.worker;
  struct tree *tree = worker->tree;
  if (job->source_fd >= 0)
    call_close (worker->engine, job->source_fd);
  if (job->looked && !job->deferred)
    target_end (&job->item, &job->target, job->stands);
  if (!job->deferred)
    copy_link_give_up (&job->item, LINK_FIRST, job->link);
  if (job->pinned)
    dircache_unpin (worker->engine, &tree->cache, item_node (&job->item));
  job->state = JOB_ENDED;
  if (tree->ops->ended)
    tree->ops->ended (job);
  worker_entry_done (worker, job->item.batch);
}

static bool
run (struct job *job, enum job_course step)
{
  while (step == JOB_GOES_ON)
    step = handle (job);
  if (step == JOB_WAITS)
    return false;
  finish (job);
  return true;
}

void
job_init (struct job *job, struct worker *worker, struct batch *batch,
          const struct entry *entry)
{
  job->item = (struct item) { worker, batch, entry };
  job->source_fd = -1;
  job->pinned = false;
  job->waited = false;
  job->link = NULL;
  job->looked = false;
  job->stands = false;
  job->deferred = false;
  job->have = 0;
  job->retries = 0;
  job->copies = false;
  job->differs = 0;
  job->moved = 0;
  job->matched = 0;
  job->from_basis = false;
  job->basis_mode = 0;
}

bool
job_go (struct job *job)
{
  return run (job, open_source (job));
}

bool
job_go_from (struct job *job, int fd)
{
  job->op.result = fd;
  return run (job, look_at_source (job));
}

bool
job_start (struct job *job, struct worker *worker, struct batch *batch,
           const struct entry *entry)
{
  job_init (job, worker, batch, entry);
  return job_go (job);
}

bool
job_step (struct job *job)
{
  return run (job, handle (job));
}
