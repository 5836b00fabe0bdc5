/* Flushing: what was copied is made durable, late and many at a time.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/flush.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "base/stop.h"
#include "data/transfer-impl.h"
#include "file/copy-link.h"
#include "user/report.h"

enum
{
  /* What a worker flushes at a time: not so much that others get none.  */
  SHARE = 64
};

struct flush
{
  struct flush *next;
  struct op op;
  int fd;
  struct dirnode *node; /* a directory, referenced; else it is a file: */
  struct landing landing;
  struct target target;
};

static int
fsync_now (struct engine *engine, int fd)
{
  struct op op;
  op_init (&op, OP_FSYNC, fd, NULL, NULL);
  return engine_call (engine, &op);
}

static void
begin_write_back (struct engine *engine, int fd)
{
  struct op op;
  op_init (&op, OP_SYNC_RANGE, fd, NULL, NULL);
  op.u.range.flags = SYNC_FILE_RANGE_WRITE;
  engine_call (engine, &op); /* fsync will tell of any error */
}

/* Whether FILE can be flushed: a pipe or a terminal cannot.  */
static bool
is_durable (const struct target_file *file)
{
  return file->is_new || S_ISREG (file->stx.stx_mode)
         || S_ISBLK (file->stx.stx_mode);
}

bool
flush_now (const struct landing *landing)
{
  if (!is_durable (&landing->file) || stop_requested ())
    return true;
  int err = fsync_now (landing->item.worker->engine, landing->file.fd);
  if (err < 0)
    item_error (&landing->item, err, N_("error flushing %s"), TARGET);
  return err == 0;
}

bool
flush_standing (const struct item *item)
{
  struct engine *engine = item->worker->engine;
  int fd
      = call_open (engine, item_dirfd (item, TARGET), item->entry->name[TARGET],
                   O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  int err = fd < 0 ? fd : fsync_now (engine, fd);
  if (fd >= 0)
    call_close (engine, fd);
  if (err < 0)
    item_error (item, err, N_("error flushing %s"), TARGET);
  return err == 0;
}

/* Put FLUSH, of a file, among those to be written back.  Return how many
   files and directories wait now.  */
static unsigned int
append_fresh (struct tree *tree, struct flush *flush)
{
  struct workq *queue = &tree->queue;
  pthread_mutex_lock (&queue->lock);
  flush->next = NULL;
  *(tree->fresh ? tree->fresh_end : &tree->fresh) = flush;
  tree->fresh_end = &flush->next;
  unsigned int count = queue->deferred + ++tree->n_fresh;
  pthread_mutex_unlock (&queue->lock);
  return count;
}

/* Put FLUSH among what can be flushed.  The queue is locked.  */
static void
put (struct tree *tree, struct flush *flush)
{
  flush->next = tree->flushes;
  tree->flushes = flush;
  tree->queue.deferred++;
}

/* Have what is fresh written back, and let it be flushed.  With ALONE, leave
   that to the worker that is doing it already, if there is one: each asks
   the journal for much room in advance, and for several at once it has none,
   so that all wait for a commit (ext4, Linux 6.18).  */
static void
write_back (struct worker *worker, bool alone)
{
  struct tree *tree = worker->tree;
  pthread_mutex_lock (&tree->queue.lock);
  if (!alone || !tree->writes_back)
    {
      tree->writes_back |= alone;
      while (tree->fresh)
        {
          struct flush *flush = tree->fresh;
          tree->fresh = flush->next;
          tree->n_fresh--;
          pthread_mutex_unlock (&tree->queue.lock);
          begin_write_back (worker->engine, flush->fd);
          pthread_mutex_lock (&tree->queue.lock);
          put (tree, flush);
        }
      tree->writes_back &= !alone;
    }
  pthread_mutex_unlock (&tree->queue.lock);
}

/* Put FLUSH, of a directory, among what waits.  Return how much that is.  */
static unsigned int
append (struct tree *tree, struct flush *flush)
{
  struct workq *queue = &tree->queue;
  pthread_mutex_lock (&queue->lock);
  put (tree, flush);
  unsigned int count = queue->deferred + tree->n_fresh;
  pthread_mutex_unlock (&queue->lock);
  return count;
}

bool
flush_defer (const struct landing *landing, const struct target *target)
{
  struct worker *worker = landing->item.worker;
  /* What has a temporary name would need its directory kept open.  */
  if (!is_durable (&landing->file) || landing->file.stage.kind == STAGE_NAMED
      || worker->tree->limits.flushes == 0)
    return false;
  struct flush *flush = malloc (sizeof *flush);
  if (!flush)
    return false;
  flush->fd = landing->file.fd;
  flush->node = NULL;
  flush->landing = *landing;
  flush->target = *target;
  /* The job still has the entry, and settles it for its part.  */
  atomic_fetch_add (&landing->item.batch->remaining, 1);
  bool full
      = append_fresh (worker->tree, flush) >= worker->tree->limits.flushes;
  write_back (worker, !full);
  if (full)
    flush_some (worker);
  return true;
}

static void
say_directory (const struct dirnode *node, int err)
{
  /* What a signal broke off is no failure.  */
  if ((err == -EINTR || err == -ECANCELED) && stop_requested ())
    return;
  char *path = dirnode_path (node, TARGET, NULL);
  report_error (err, _("error flushing %s"), path, NULL);
  free (path);
}

void
flush_directory (struct worker *worker, struct dirnode *node)
{
  struct engine *engine = worker->engine;
  bool is_path = !node->parent || node->is_path[TARGET];
  int fd = is_path ? call_open (engine, node->fd[TARGET], ".",
                                O_RDONLY | O_DIRECTORY, 0)
                   : fcntl (node->fd[TARGET], F_DUPFD_CLOEXEC, 0);
  if (fd < 0 && is_path)
    {
      say_directory (node, fd);
      return;
    }
  struct flush *flush = fd < 0 ? NULL : malloc (sizeof *flush);
  if (flush)
    {
      flush->fd = fd;
      flush->node = dirnode_ref (node);
      if (append (worker->tree, flush) >= worker->tree->limits.flushes)
        flush_some (worker);
      return;
    }
  /* Short of descriptors or memory: now, then.  */
  int err = fsync_now (engine, fd < 0 ? node->fd[TARGET] : fd);
  if (err < 0)
    say_directory (node, err);
  if (fd >= 0)
    call_close (engine, fd);
}

/* What came of a directory's flush.  */
static void
end_directory (struct worker *worker, struct flush *flush)
{
  if (flush->op.result < 0)
    say_directory (flush->node, flush->op.result);
  call_close (worker->engine, flush->fd);
  dirnode_unref (worker->engine, &worker->tree->cache, flush->node);
}

/* FLUSH's file had no name when it was flushed, and has one now.  Btrfs
   does not log what has none; elsewhere the flush of the directory is
   enough.  */
static bool
flush_named (struct flush *flush)
{
  struct statfs fs;
  return call_statfs (flush->landing.item.worker->engine, flush->fd, &fs) < 0
         || (uint32_t) fs.f_type != TRANSFER_FS_BTRFS
         || flush_now (&flush->landing);
}

/* Let FLUSH's file appear.  Return whether its copy stands.  */
static bool
land (struct flush *flush)
{
  struct landing *landing = &flush->landing;
  struct stage *stage = &landing->file.stage;
  struct worker *worker = landing->item.worker;
  struct dirnode *node = item_node (&landing->item);
  bool unnamed = stage->kind == STAGE_UNNAMED;
  if (!unnamed)
    return landing_end (landing, true);
  int err
      = dircache_pin (worker->engine, &worker->tree->cache, node, PIN_TARGET);
  if (err < 0)
    {
      item_error (&landing->item, err, N_("cannot create regular file %s"),
                  TARGET);
      return landing_end (landing, false);
    }
  /* The directory may have been closed and opened again.  */
  if (!target_open_elsewhere (&flush->target))
    stage->dirfd = node->fd[TARGET];
  bool stands = target_open_commit (&landing->item, &landing->file)
                && flush_named (flush);
  landing->whole &= stands;
  stands = landing_end (landing, true);
  dircache_unpin (worker->engine, &worker->tree->cache, node);
  return stands;
}

/* What came of a file's flush.  */
static void
end_file (struct worker *worker, struct flush *flush)
{
  struct landing *landing = &flush->landing;
  int err = flush->op.result;
  landing->item.worker = worker;
  if (err < 0)
    item_error (&landing->item, err, N_("error flushing %s"), TARGET);
  bool stands = err < 0 ? landing_end (landing, false) : land (flush);
  target_end (&landing->item, &flush->target, stands);
  copy_link_give_up (&landing->item, LINK_FIRST, landing->link);
  worker_entry_done (worker, landing->item.batch);
}

static void
op_done (struct op *op)
{
  --*(unsigned int *) op->owner;
}

/* Take a share of what waits.  */
static struct flush *
take_share (struct tree *tree)
{
  struct workq *queue = &tree->queue;
  pthread_mutex_lock (&queue->lock);
  struct flush *first = tree->flushes;
  struct flush **end = &tree->flushes;
  unsigned int count = 0;
  while (*end && count < SHARE)
    {
      end = &(*end)->next;
      count++;
    }
  tree->flushes = *end;
  *end = NULL;
  queue->deferred -= count;
  pthread_mutex_unlock (&queue->lock);
  return count > 0 ? first : NULL;
}

bool
flush_some (struct worker *worker)
{
  struct flush *share = take_share (worker->tree);
  unsigned int pending = 0;
  for (struct flush *flush = share; flush; flush = flush->next)
    {
      op_init (&flush->op, OP_FSYNC, flush->fd, &pending, op_done);
      flush->op.result = -ECANCELED;
      if (stop_requested ())
        continue;
      pending++;
      engine_queue (worker->engine, &flush->op);
    }
  while (pending > 0)
    engine_run (worker->engine, true);
  struct flush *next;
  for (struct flush *flush = share; flush; flush = next)
    {
      next = flush->next;
      (flush->node ? end_directory : end_file) (worker, flush);
      free (flush);
    }
  return share != NULL;
}
