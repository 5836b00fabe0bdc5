/* Copying trees: the whole of what a tool asks of this library.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/tree-copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "copy/copy-dir.h"
#include "copy/copy-entry.h"
#include "copy/tree-made.h"
#include "copy/tree-parents.h"
#include "file/attrs.h"
#include "file/copy-file.h"
#include "file/copy-sums.h"
#include "file/flush.h"
#include "tree/temporary.h"
#include "tree/tree-limits.h"
#include "tree/tree-symlinks.h"
#include "tree/worker.h"

static const struct worker_ops copying = {
  .begin = copy_entry,
  .resume = job_step,
  .look = copy_file_look,
  .changed = copy_changed,
  .more = copy_directory_more,
  .lost = copy_directory_lost,
  .catch_up = flush_some,
  .finish = copy_directory_finish,
  .release = copy_sums_release,
};

struct tree_copy
{
  struct tree tree;
};

/* What the root's target directory is like, as far as files made in it
   will show.  */
static int
look_at_root (struct tree *tree, int target_fd)
{
  struct dirnode *root = tree->root;
  struct engine *engine = tree->workers[0]->engine;
  if (target_fd == AT_FDCWD)
    {
      /* The target may be in any directory, one with a default ACL too.  */
      root->default_acl = true;
      return 0;
    }
  if (tree->policy->atomic)
    {
      temporary_clean (engine, target_fd, !tree->policy->resume);
      temporary_lock (target_fd);
    }
  struct statx stx;
  int err = call_fstatx (engine, target_fd, &stx);
  if (err < 0)
    return err;
  root->id[TARGET] = file_id_from_statx (&stx);
  root->default_acl
      = attrs_has_default_acl (engine, (struct handle) { target_fd, true });
  return 0;
}

static int
open_parts (struct tree *tree, int target_fd, const char *target_name,
            struct engine_why *why)
{
  tree->links = links_new ();
  tree->root = dirnode_new_root (AT_FDCWD, target_fd, "", target_name);
  if (!tree->links || !tree->root)
    return -ENOMEM;
  int err = worker_open_first (tree, why);
  if (err < 0)
    return err;
  return look_at_root (tree, target_fd);
}

int
tree_copy_open (const struct copy_policy *policy, int target_fd,
                const char *target_name, struct tree_copy **ret_copy,
                struct engine_why *why)
{
  *why = (struct engine_why) { 0 };
  struct tree_copy *copy = calloc (1, sizeof *copy);
  if (!copy)
    return -ENOMEM;
  struct tree *tree = &copy->tree;
  tree->policy = policy;
  tree->ops = &copying;
  tree->euid = geteuid ();
  tree->egid = getegid ();
  tree_limits_find (policy, &tree->limits);
  workq_init (&tree->queue);
  dircache_init (&tree->cache, tree->limits.directories);
  tree->cache.locks = policy->atomic;
  pthread_mutex_init (&tree->lock, NULL);
  pthread_cond_init (&tree->unclaimed, NULL);
  int err = open_parts (tree, target_fd, target_name, why);
  if (err < 0)
    {
      tree_copy_close (copy);
      return err;
    }
  *ret_copy = copy;
  return 0;
}

void
tree_copy_close (struct tree_copy *copy)
{
  struct tree *tree = &copy->tree;
  struct engine *engine = tree->started > 0 ? tree->workers[0]->engine : NULL;
  if (tree->links)
    links_free (tree->links, engine, &tree->cache);
  if (tree->root)
    dirnode_unref (engine, &tree->cache, tree->root);
  if (tree->started > 0)
    worker_close_all (tree);
  tree_made_free (tree);
  tree_symlinks_free (tree);
  pthread_cond_destroy (&tree->unclaimed);
  pthread_mutex_destroy (&tree->lock);
  dircache_destroy (&tree->cache);
  workq_destroy (&tree->queue);
  free (copy);
}

/* Queue what has these names, relative to NODE.  */
static int
add (struct tree *tree, struct dirnode *node, const char *const name[SIDES],
     struct file_id *made)
{
  size_t source_size = strlen (name[SOURCE]) + 1;
  size_t target_size = strlen (name[TARGET]) + 1;
  char *names;
  struct batch *batch = batch_new (node, 1, source_size + target_size, &names);
  if (!batch)
    return -ENOMEM;
  batch->operands = true;
  tree->many_operands = tree->has_operand;
  tree->has_operand = true;
  batch->entries[0] = (struct entry) {
    .name = { memcpy (names, name[SOURCE], source_size),
              memcpy (names + source_size, name[TARGET], target_size) },
    .type = DT_UNKNOWN,
    .made = made,
  };
  workq_append (&tree->queue, batch);
  return 0;
}

int
tree_copy_add (struct tree_copy *copy, const char *source, const char *target,
               struct file_id *made)
{
  const char *const name[SIDES] = { source, target };
  return add (&copy->tree, copy->tree.root, name, made);
}

int
tree_copy_add_below (struct tree_copy *copy, const char *source,
                     struct file_id *made)
{
  struct tree *tree = &copy->tree;
  struct tree_place place;
  int err = tree_parents_find (tree, source, &place);
  if (err == -EAGAIN)
    {
      tree_copy_run (copy);
      err = tree_parents_find (tree, source, &place);
    }
  if (err < 0)
    return err == -ECANCELED ? 0 : err;
  err = add (tree, place.node, (const char *const *) place.name, made);
  tree_parents_place_free (&place);
  return err;
}

void
tree_copy_run (struct tree_copy *copy)
{
  struct tree *tree = &copy->tree;
  if (atomic_load (&tree->root->pending) == 0)
    {
      tree_parents_release (tree);
      return;
    }
  tree->queue.closed = false;
  tree_parents_release (tree);
  worker_run_all (tree);
  struct worker *first = tree->workers[0];
  if (tree->policy->fsync)
    flush_directory (first, tree->root);
  while (flush_some (first))
    continue;
}

void
tree_copy_sums (struct tree_copy *copy, struct tree_sums *ret_sums)
{
  struct tree *tree = &copy->tree;
  struct tree_sums sums = { 0 };
  pthread_mutex_lock (&tree->lock);
  for (unsigned int i = 0; i < tree->started; i++)
    {
      const struct meter *meter = &tree->workers[i]->meter;
      sums.files += meter_get (&meter->files);
      sums.others += meter_get (&meter->others);
      sums.directories += meter_get (&meter->directories);
      sums.bytes += meter_get (&meter->bytes);
      sums.verified_files += meter_get (&meter->verified_files);
      sums.verified_bytes += meter_get (&meter->verified_bytes);
      sums.skipped_files += meter_get (&meter->skipped_files);
      sums.skipped_bytes += meter_get (&meter->skipped_bytes);
      for (int method = 0; method < METER_METHODS; method++)
        sums.by_method[method] += meter_get (&meter->by_method[method]);
    }
  sums.workers = tree->started;
  pthread_mutex_unlock (&tree->lock);
  *ret_sums = sums;
}

void
tree_copy_engine_stats (struct tree_copy *copy, struct engine_stats *ret_stats,
                        struct engine_why *ret_why)
{
  worker_engine_stats (&copy->tree, ret_stats, ret_why);
}
