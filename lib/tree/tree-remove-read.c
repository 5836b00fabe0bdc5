/* Removing: which names are to go, and in which order.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/tree-remove-impl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "user/report.h"

/* What a reading of names needs.  */
struct reading
{
  struct worker *worker;
  struct dirnode *node;
  struct removal *removal;
};

static void
find_type (const struct reading *reading, struct linux_dirent64 *record)
{
  struct statx stx;
  if (record->d_type == DT_UNKNOWN
      && call_statx (reading->worker->engine, reading->node->fd[TARGET],
                     record->d_name, AT_SYMLINK_NOFOLLOW, &stx)
             == 0)
    record->d_type = IFTODT (stx.stx_mode);
}

static bool
wants (void *arg, struct linux_dirent64 *record)
{
  const struct reading *reading = arg;
  find_type (reading, record);
  return !reading->node->is_view || !reading->removal->wants
         || reading->removal->wants (reading->worker, reading->node, record);
}

static void
push (void *arg, struct batch *batch)
{
  const struct reading *reading = arg;
  struct removal *removal = reading->removal;
  if (removal->is_private)
    {
      batch->older = removal->newest;
      removal->newest = batch;
    }
  else if (removal->defer && reading->node->is_view)
    removal->defer (reading->worker, batch);
  else
    worker_push (reading->worker, batch);
}

/* Names as rsync has them, where that of a directory ends with a slash.  */
static int
compare_names (const struct linux_dirent64 *x, const struct linux_dirent64 *y)
{
  const unsigned char *a = (const unsigned char *) x->d_name;
  const unsigned char *b = (const unsigned char *) y->d_name;
  while (*a && *a == *b)
    {
      a++;
      b++;
    }
  int end = x->d_type == DT_DIR ? '/' : '\0';
  return (*a ? *a : end) - (*b ? *b : end);
}

/* The order in which rsync deletes: its own from behind, which has files
   before directories.  */
static int
compare_backwards (const void *a, const void *b)
{
  const struct linux_dirent64 *x = *(struct linux_dirent64 *const *) a;
  const struct linux_dirent64 *y = *(struct linux_dirent64 *const *) b;
  int x_is_dir = x->d_type == DT_DIR;
  int y_is_dir = y->d_type == DT_DIR;
  return x_is_dir != y_is_dir ? y_is_dir - x_is_dir : compare_names (y, x);
}

void
tree_remove_read (struct worker *worker, struct dirnode *node)
{
  bool ordered = policy_is_ordered (worker->tree->policy);
  struct reading reading = { worker, node, node->removal };
  const struct walk_way way = {
    .side = TARGET,
    .whole = ordered,
    .wants = wants,
    .compare = ordered ? compare_backwards : walk_compare,
    .push = push,
    .arg = &reading,
  };
  bool at_end;
  int err = walk_names (worker->engine, &worker->walk, node, &way, &at_end);
  if (err == 0)
    return;
  atomic_store (&node->keeps, true);
  char *path = dirnode_path (node, TARGET, NULL);
  report_error (err, _("cannot read directory %s"), path, NULL);
  free (path);
}

void
tree_remove_more (struct worker *worker, struct dirnode *node)
{
  struct dircache *cache = &worker->tree->cache;
  int err = dircache_pin (worker->engine, cache, node, PIN_TARGET);
  if (err < 0)
    {
      tree_remove_lost (node, err);
      return;
    }
  tree_remove_read (worker, node);
  dircache_unpin (worker->engine, cache, node);
}

void
tree_remove_lost (struct dirnode *node, int err)
{
  atomic_store (&node->keeps, true);
  char *path = dirnode_path (node, TARGET, NULL);
  if (err == -ESTALE)
    report_error (0, _("%s was moved or replaced while being deleted"), path,
                  NULL);
  else
    report_error (err, _("cannot access %s"), path, NULL);
  free (path);
}
