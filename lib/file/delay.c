/* Delaying: files that are complete appear at the very end.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/delay.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/messages.h"
#include "base/stop.h"
#include "file/copy-link.h"

enum
{
  SHARE = 64 /* what a worker takes at a time */
};

struct delayed
{
  struct delayed *next;
  struct landing landing;
  struct target target;
};

bool
delay_defer (struct landing *landing, const struct target *target)
{
  struct tree *tree = landing->item.worker->tree;
  struct engine *engine = landing->item.worker->engine;
  struct delayed *delayed = landing->file.stage.kind == STAGE_NAMED
                                ? malloc (sizeof *delayed)
                                : NULL;
  if (!delayed)
    return false;
  int err = call_close (engine, landing->file.fd);
  landing->file.fd = -1;
  if (err < 0 && err != -EINTR)
    {
      item_error (&landing->item, err, N_("failed to close %s"), TARGET);
      landing->whole = false;
    }
  delayed->landing = *landing;
  delayed->target = *target;
  /* The job still has the entry, and settles it for its part.  */
  atomic_fetch_add (&landing->item.batch->remaining, 1);
  pthread_mutex_lock (&tree->queue.lock);
  delayed->next = tree->delayed;
  tree->delayed = delayed;
  tree->queue.deferred++;
  pthread_mutex_unlock (&tree->queue.lock);
  return true;
}

/* The file of LANDING has appeared: what an interrupted rsync has left of it,
   where that delays files, is of no use any more.  */
static void
remove_leftover (const struct landing *landing)
{
  static const char name[] = ".~tmp~";
  struct engine *engine = landing->item.worker->engine;
  int dirfd = landing->file.stage.dirfd;
  int fd
      = call_open (engine, dirfd, name, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0);
  if (fd < 0)
    return;
  int err = call_unlink (engine, fd, landing->item.entry->name[TARGET], 0);
  call_close (engine, fd);
  if (err == 0)
    call_unlink (engine, dirfd, name, AT_REMOVEDIR);
}

/* Let DELAYED's file appear, or go where a signal asks for the end.  */
static void
land (struct worker *worker, struct delayed *delayed)
{
  struct landing *landing = &delayed->landing;
  struct dirnode *node = item_node (&landing->item);
  landing->item.worker = worker;
  bool stands = false;
  int err
      = dircache_pin (worker->engine, &worker->tree->cache, node, PIN_TARGET);
  if (err < 0)
    item_error (&landing->item, err, N_("cannot create regular file %s"),
                TARGET);
  else
    {
      /* The directory may have been closed and opened again.  */
      landing->file.stage.dirfd = node->fd[TARGET];
      stands = landing_end (landing, !stop_requested ());
      if (stands && !item_policy (&landing->item)->partial_dir)
        remove_leftover (landing);
      dircache_unpin (worker->engine, &worker->tree->cache, node);
    }
  if (!stands)
    atomic_store (&worker->tree->delay_failed, true);
  target_end (&landing->item, &delayed->target, stands);
  copy_link_give_up (&landing->item, LINK_FIRST, landing->link);
  worker_entry_done (worker, landing->item.batch);
}

/* Take a share of what waits.  */
static struct delayed *
take_share (struct tree *tree)
{
  struct workq *queue = &tree->queue;
  pthread_mutex_lock (&queue->lock);
  struct delayed *first = tree->delayed;
  struct delayed **end = &tree->delayed;
  unsigned int count = 0;
  while (*end && count < SHARE)
    {
      end = &(*end)->next;
      count++;
    }
  tree->delayed = *end;
  *end = NULL;
  queue->deferred -= count;
  pthread_mutex_unlock (&queue->lock);
  return count > 0 ? first : NULL;
}

bool
delay_some (struct worker *worker)
{
  struct delayed *share = take_share (worker->tree);
  struct delayed *next;
  for (struct delayed *delayed = share; delayed; delayed = next)
    {
      next = delayed->next;
      land (worker, delayed);
      free (delayed);
    }
  return share != NULL;
}
