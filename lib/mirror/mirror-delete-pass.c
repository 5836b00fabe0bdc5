/* Deleting before or after everything else: a run through the directories
   that both sides have.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-delete.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "base/stop.h"
#include "file/enter-dir.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-merge.h"
#include "mirror/mirror-prune.h"
#include "mirror/mirror-read.h"
#include "mirror/mirror-way.h"
#include "tree/walk.h"
#include "user/report.h"

static bool
is_looking (const struct worker *worker)
{
  return mirror_of (worker)->deletion->looks;
}

/* A source cannot be read.  As a rule the other run meets that, too, and says
   it.  */
static void
note_failed (struct worker *worker)
{
  worker->tree->source_failed = true;
  mirror_of (worker)->deletion->passed_over = true;
}

/* Reading.  */

struct reading
{
  struct worker *worker;
  struct dirnode *node;
};

/* Every name is kept in mind; those that may be directories are gone to.  */
static bool
wants (void *arg, struct linux_dirent64 *record)
{
  const struct reading *reading = arg;
  const struct mirror_policy *policy = mirror_of (reading->worker)->policy;
  if (is_looking (reading->worker))
    mirror_read_check_link (reading->worker, reading->node, record);
  mirror_delete_collect_name (reading->node, record->d_name, record->d_type);
  return policy->recursive
         && (record->d_type == DT_DIR || record->d_type == DT_LNK
             || record->d_type == DT_UNKNOWN);
}

static void
push (void *arg, struct batch *batch)
{
  const struct reading *reading = arg;
  worker_push (reading->worker, batch);
}

static void
read_names (struct worker *worker, struct dirnode *node)
{
  bool ordered = policy_is_ordered (worker->tree->policy);
  struct reading reading = { worker, node };
  const struct walk_way way = {
    .side = SOURCE,
    .whole = ordered,
    .wants = wants,
    .compare = ordered ? mirror_read_compare : walk_compare,
    .push = push,
    .arg = &reading,
  };
  bool at_end;
  int err = walk_names (worker->engine, &worker->walk, node, &way, &at_end);
  if (err < 0)
    note_failed (worker);
  else if (at_end)
    mirror_delete_directory (worker, node);
}

static void
pass_more (struct worker *worker, struct dirnode *node)
{
  struct dircache *cache = &worker->tree->cache;
  int err = dircache_pin (worker->engine, cache, node, PIN_BOTH);
  if (err < 0)
    {
      note_failed (worker);
      return;
    }
  read_names (worker, node);
  dircache_unpin (worker->engine, cache, node);
}

/* Directories.  */

/* Whether links to directories are followed in the source.  */
static bool
follows (const struct item *item)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct mirror_list *listed = item->entry->listed;
  return policy->copy_links || policy->copy_dirlinks || item->batch->operands
         || (listed && (listed->contents || listed->children));
}

/* Open ITEM's source for NODE, if it is a directory that takes part.  Return
   the descriptor or -1.  */
static int
open_source (const struct item *item, struct dirnode *node)
{
  struct worker *worker = item->worker;
  int fd = enter_dir_open (item, node, SOURCE, follows (item));
  if (fd < 0)
    {
      /* What is no directory, or not there, will be seen to elsewhere.  */
      if (fd != -ENOENT && fd != -ENOTDIR && fd != -ELOOP)
        note_failed (worker);
      return -1;
    }
  node->device
      = item->batch->operands ? node->id[SOURCE].dev : item_node (item)->device;
  if (node->is_path[SOURCE])
    note_failed (worker);
  bool elsewhere = mirror_policy_of (item)->one_file_system
                   && node->id[SOURCE].dev != node->device;
  if (node->is_path[SOURCE] || elsewhere
      || dirnode_is_above (item_node (item), node->id[SOURCE])
      || mirror_filter_enter (worker, node, fd, SOURCE) < 0)
    {
      call_close (worker->engine, fd);
      return -1;
    }
  return fd;
}

/* Open its target.  A run that only looks needs none.  */
static int
open_target (const struct item *item, struct dirnode *node)
{
  if (is_looking (item->worker))
    {
      node->imagined = true;
      return -1;
    }
  int fd = mirror_way_open (item, node);
  if (fd < 0 && fd != -ENOENT && fd != -ENOTDIR && fd != -ELOOP)
    mirror_of (item->worker)->deletion->passed_over = true;
  return fd;
}

/* Go into ITEM, if it is a directory on both sides.  */
static void
pass_directory (const struct item *item)
{
  struct worker *worker = item->worker;
  struct engine *engine = worker->engine;
  struct dircache *cache = &worker->tree->cache;
  struct dirnode *node = dirnode_new (
      item_node (item), item->entry->name[SOURCE], item->entry->name[TARGET]);
  if (!node)
    {
      note_failed (worker);
      return;
    }
  node->is_top
      = item->batch->operands && strcmp (item->entry->name[TARGET], ".") == 0;
  node->is_known = mirror_merge_meets (item, true) == MEETS_DIRECTORY;
  int source = open_source (item, node);
  int target = source < 0 ? -1 : open_target (item, node);
  if (source < 0 || (target < 0 && !node->imagined))
    {
      if (source >= 0)
        call_close (engine, source);
      dirnode_unref (engine, cache, node);
      return;
    }
  dircache_adopt (engine, cache, node, source, target);
  atomic_fetch_add (&node->parent->pending, 1);
  atomic_store (&node->pending, 1);
  worker_put_back (worker);
  const struct mirror_list *listed = item->entry->listed;
  if (!listed || listed->whole)
    {
      mirror_delete_start (worker, node);
      read_names (worker, node);
    }
  else if (mirror_list_queue (worker, node, listed) < 0)
    note_failed (worker);
  dircache_unpin (engine, cache, node);
  worker_node_done (worker, node);
}

/* Whether ITEM may be a directory whose names take part.  */
static bool
is_candidate (const struct item *item)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct mirror_list *listed = item->entry->listed;
  if (listed && !listed->whole)
    return true;
  if (!policy->recursive && !mirror_entry_is_contents (item))
    return false;
  if (item->entry->type == DT_LNK && !follows (item))
    return false;
  return !mirror_filter_hides (item, true);
}

static bool
pass_entry (struct worker *worker, struct batch *batch, struct entry *entry,
            struct job *job)
{
  struct item item = { worker, batch, entry };
  if (is_candidate (&item))
    pass_directory (&item);
  worker_entry_done (worker, batch);
  return true;
}

/* Say FORMAT, translated, of NODE's target.  */
static void
say (const struct dirnode *node, int err, const char *format)
{
  char *path = dirnode_path (node, TARGET, NULL);
  report_error (err, format, path, NULL);
  free (path);
}

static void
pass_lost (struct worker *worker, struct dirnode *node, int err)
{
  note_failed (worker);
  say (node, err, _("cannot delete anything in %s"));
}

/* NODE's target has lost names: it gets its time back.  */
static void
restore_time (struct worker *worker, struct dirnode *node)
{
  const struct mirror_policy *policy = mirror_of (worker)->policy;
  if (!node->touched || !policy->times || policy->omit_dir_times
      || policy->delete != DELETE_AFTER)
    return;
  /* That is the source's, or as good as that.  */
  const struct statx_timestamp *old = &node->target_mtime;
  const struct statx_timestamp *source = &node->source_stx.stx_mtime;
  if (mirror_same_time (policy, old, source))
    old = source;
  const struct timespec times[2]
      = { { .tv_nsec = UTIME_OMIT }, { old->tv_sec, old->tv_nsec } };
  int err = call_utimens (worker->engine, dirnode_handle (node, TARGET), times);
  if (err < 0)
    say (node, err, _("preserving times for %s"));
}

static void
pass_finish (struct worker *worker, struct dirnode *node)
{
  struct dircache *cache = &worker->tree->cache;
  int err = dircache_pin (worker->engine, cache, node, PIN_BOTH);
  if (err < 0)
    {
      say (node, err, _("preserving times for %s"));
      return;
    }
  if (!stop_requested ())
    restore_time (worker, node);
  dircache_retire (worker->engine, cache, node);
}

static bool
pass_catch_up (struct worker *worker)
{
  return false;
}

void
mirror_delete_pass (struct mirror *mirror, bool look)
{
  static const struct worker_ops passing = {
    .begin = pass_entry,
    .more = pass_more,
    .lost = pass_lost,
    .catch_up = pass_catch_up,
    .finish = pass_finish,
  };
  struct mirror_delete *deletion = mirror->deletion;
  struct tree *tree = &mirror->tree;
  const struct worker_ops *ops = tree->ops;
  deletion->collects = !look;
  deletion->looks = look;
  tree->ops = &passing;
  if (mirror_run_operands (mirror) < 0)
    note_failed (tree->workers[0]);
  tree->ops = ops;
  deletion->collects = deletion->looks = false;
}
