/* Removing: what is done at once, by one worker.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/tree-remove-impl.h"

#include <stdatomic.h>

/* There is nothing left to take from the batch in hand.  */
static void
end_batch (struct worker *worker, struct removal *removal)
{
  struct batch *batch = removal->batch;
  removal->batch = NULL;
  dircache_unpin (worker->engine, &worker->tree->cache, batch->node);
  if (batch->more && batch->next == batch->count)
    tree_remove_more (worker, batch->node);
  worker_entry_done (worker, batch);
}

/* Take the newest batch that waits in hand.  Return whether there is one; it
   may be empty.  */
static bool
take_batch (struct worker *worker, struct removal *removal)
{
  struct batch *batch = removal->newest;
  if (!batch)
    return false;
  removal->newest = batch->older;
  int err = dircache_pin (worker->engine, &worker->tree->cache, batch->node,
                          PIN_TARGET);
  if (err == 0)
    {
      removal->batch = batch;
      return true;
    }
  tree_remove_lost (batch->node, err);
  for (; batch->next < batch->count; batch->next++)
    atomic_fetch_sub (&batch->remaining, 1);
  worker_entry_done (worker, batch);
  return true;
}

void
tree_remove_run (struct worker *worker, struct removal *removal)
{
  while (removal->batch || take_batch (worker, removal))
    {
      struct batch *batch = removal->batch;
      if (!batch)
        continue;
      if (worker_asked_to_stop (NULL))
        {
          unsigned int left = batch->count - batch->next;
          batch->next = batch->count;
          batch->more = false;
          atomic_fetch_sub (&batch->remaining, left);
        }
      if (batch->next == batch->count)
        end_batch (worker, removal);
      else
        tree_remove_entry (worker, batch, &batch->entries[batch->next++]);
    }
}

bool
tree_remove_now (const struct item *item, unsigned char type,
                 const struct tree_remover *remover)
{
  struct removal removal
      = { .remover = remover, .is_private = true, .above = item_node (item) };
  struct entry entry = *item->entry;
  entry.type = type;
  struct item target = { item->worker, item->batch, &entry };
  tree_remove_item (&target, &removal);
  tree_remove_run (item->worker, &removal);
  return removal.is_gone;
}

/* Whether ITEM, a directory, is empty, as far as can be seen.  */
static bool
is_empty (const struct item *item)
{
  struct worker *worker = item->worker;
  struct statx stx;
  int fd = tree_remove_open (item, &stx);
  if (fd < 0)
    return true;
  int n = call_getdents (worker->engine, fd, worker->walk.data,
                         worker->walk.size);
  call_close (worker->engine, fd);
  return n <= 0 || walk_count (worker->walk.data, n) == 0;
}

bool
tree_remove_if_empty (const struct item *item,
                      const struct tree_remover *remover)
{
  struct removal removal = { .remover = remover,
                             .is_private = true,
                             .is_repeated = true,
                             .above = item_node (item) };
  bool keeps = remover->dry_run && !is_empty (item);
  tree_remove_end (item, &removal, keeps);
  if (!removal.is_gone)
    remover->remains (remover, item, TREE_REMOVE_HOLDS);
  return removal.is_gone;
}
