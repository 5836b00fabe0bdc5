/* Copying a directory: entering it, reading it, finishing it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/copy-dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/messages.h"
#include "base/stop.h"
#include "copy/tree-made.h"
#include "file/enter-dir.h"
#include "file/flush.h"
#include "file/metadata.h"
#include "file/target.h"
#include "user/report.h"

/* A directory on its way in: nothing of it is anybody else's yet.  */
struct entering
{
  const struct item *item;
  struct dirnode *node;
  int fd[SIDES];
  struct target target;
};

static bool
open_source (struct entering *entering)
{
  const struct item *item = entering->item;
  struct dirnode *node = entering->node;
  int fd = enter_dir_open (item, node, SOURCE, item_follows (item));
  entering->fd[SOURCE] = fd;
  if (fd < 0)
    {
      item_error (item, fd, N_("cannot access %s"), SOURCE);
      return false;
    }
  node->device
      = item->batch->operands ? node->id[SOURCE].dev : item_node (item)->device;
  return true;
}

/* Whether -x keeps us from reading the source: then it is a mount point,
   to be made and left empty.  */
static bool
is_left_out (const struct entering *entering)
{
  return item_policy (entering->item)->one_file_system
         && entering->node->id[SOURCE].dev != entering->node->device;
}

/* Whether the source may be copied at all.  */
static bool
check_source (struct entering *entering)
{
  const struct item *item = entering->item;
  struct file_id id = entering->node->id[SOURCE];
  if (dirnode_is_above (item_node (item), id))
    {
      item_error (item, 0, N_("cannot copy cyclic symbolic link %s"), SOURCE);
      return false;
    }
  return is_left_out (entering) || !tree_made_find (item, id);
}

static bool
make_target (struct entering *entering, mode_t mode)
{
  const struct item *item = entering->item;
  target_check (item, &entering->node->source_stx, &entering->target);
  if (entering->target.verdict == TARGET_OVERWRITE)
    return true;
  if (entering->target.verdict != TARGET_CREATE)
    return false;
  int err = call_mkdir (item->worker->engine, item_dirfd (item, TARGET),
                        item->entry->name[TARGET], mode);
  if (err < 0)
    item_error (item, err, N_("cannot create directory %s"), TARGET);
  else
    item_announce (item, NULL);
  return err == 0;
}

static bool
open_target (struct entering *entering)
{
  const struct item *item = entering->item;
  bool follow = entering->target.link != NULL;
  int fd = enter_dir_open (item, entering->node, TARGET, follow);
  entering->fd[TARGET] = fd;
  if (fd < 0)
    {
      item_error (item, fd, N_("cannot access %s"), TARGET);
      return false;
    }
  /* Where a link was followed, it must have led to what was looked at.  */
  if (follow
      && !file_id_equal (entering->node->id[TARGET],
                         file_id_from_statx (&entering->target.stx)))
    {
      item_error (item, 0, N_("%s was replaced while being copied"), TARGET);
      return false;
    }
  return true;
}

static void
push (void *arg, struct batch *batch)
{
  worker_push (arg, batch);
}

static void
read_names (struct worker *worker, struct dirnode *node)
{
  int err
      = walk_directory (worker->engine, &worker->walk, node,
                        policy_is_ordered (worker->tree->policy), push, worker);
  if (err == 0)
    return;
  char *path = dirnode_path (node, SOURCE, NULL);
  report_error (err, _("cannot access %s"), path, NULL);
  free (path);
}

/* Make the target and all that there is to know of it.  */
static bool
prepare (struct entering *entering)
{
  mode_t later;
  if (!open_source (entering) || !check_source (entering))
    return false;
  mode_t mode = enter_dir_first_mode (item_policy (entering->item),
                                      &entering->node->source_stx, &later);
  return make_target (entering, mode) && open_target (entering)
         && enter_dir_prepare (
             entering->item, entering->node, entering->fd[TARGET],
             entering->target.verdict == TARGET_CREATE, later);
}

/* Let the others in: the node counts for its parent, and its names can be
   taken.  */
static void
enter (struct entering *entering)
{
  const struct item *item = entering->item;
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  struct dirnode *node = entering->node;
  dircache_adopt (worker->engine, &tree->cache, node, entering->fd[SOURCE],
                  entering->fd[TARGET]);
  atomic_fetch_add (&node->parent->pending, 1);
  atomic_store (&node->pending, 1);
  worker_put_back (worker);
  if (node->is_path[SOURCE])
    item_error (item, -EACCES, N_("cannot access %s"), SOURCE);
  else if (!is_left_out (entering))
    read_names (worker, node);
  dircache_unpin (worker->engine, &tree->cache, node);
  worker_node_done (worker, node);
}

void
copy_directory (const struct item *item)
{
  struct worker *worker = item->worker;
  struct entering entering = { .item = item, .fd = { -1, -1 } };
  entering.node = dirnode_new (item_node (item), item->entry->name[SOURCE],
                               item->entry->name[TARGET]);
  if (!entering.node)
    {
      item_error (item, -ENOMEM, N_("cannot copy %s"), SOURCE);
      return;
    }
  bool ready = prepare (&entering);
  target_end (item, &entering.target, ready);
  /* What is copied into itself has to meet the copy; btrfs (Linux 6.5) lists
     what was there when the directory was opened, or at its last rewind.  */
  int64_t start;
  if (ready && item->batch->operands && entering.fd[SOURCE] >= 0)
    call_seek (worker->engine, entering.fd[SOURCE], 0, SEEK_SET, &start);
  if (ready
      && (!item->batch->operands
          || tree_made_add (item, entering.node->id[TARGET])))
    {
      enter (&entering);
      return;
    }
  for (int side = 0; side < SIDES; side++)
    if (entering.fd[side] >= 0)
      call_close (worker->engine, entering.fd[side]);
  dirnode_unref (worker->engine, &worker->tree->cache, entering.node);
}

void
copy_directory_lost (struct worker *worker, struct dirnode *node, int err)
{
  char *path = dirnode_path (node, SOURCE, NULL);
  if (err == -ESTALE)
    report_error (0, _("%s or its copy was moved or replaced meanwhile"), path,
                  NULL);
  else
    report_error (err, _("cannot access %s"), path, NULL);
  free (path);
}

void
copy_directory_more (struct worker *worker, struct dirnode *node)
{
  struct dircache *cache = &worker->tree->cache;
  int err = dircache_pin (worker->engine, cache, node, PIN_SOURCE);
  if (err < 0)
    {
      copy_directory_lost (worker, node, err);
      return;
    }
  read_names (worker, node);
  dircache_unpin (worker->engine, cache, node);
}

static void
apply_metadata (struct worker *worker, struct dirnode *node)
{
  struct attrs attrs;
  struct batch batch = { .node = node->parent };
  struct entry entry = { .name = { node->name[SOURCE], node->name[TARGET] } };
  struct item item = { worker, &batch, &entry };
  struct metadata metadata = {
    .item = &item,
    .source_stx = &node->source_stx,
    .attrs = &attrs,
    .source = dirnode_handle (node, SOURCE),
    .target = dirnode_handle (node, TARGET),
    .is_new = node->fresh,
    .is_directory = true,
    .passing = node->passing,
    .may_have_acl = node->may_have_acl,
    .uid = node->target_uid,
    .gid = node->target_gid,
    .mode = node->target_mode,
    .final_mode = node->final_mode,
  };
  if (metadata_list_attrs (&item, metadata.source, &attrs)
      && metadata_apply (&metadata))
    meter_add (&worker->meter.directories, 1);
}

void
copy_directory_finish (struct worker *worker, struct dirnode *node)
{
  /* A directory that lacks something stays open to whoever completes it,
     as when cp is killed.  */
  if (stop_requested ())
    return;
  struct dircache *cache = &worker->tree->cache;
  int err = dircache_pin (worker->engine, cache, node, PIN_BOTH);
  if (err < 0)
    {
      copy_directory_lost (worker, node, err);
      return;
    }
  if (!node->untouched)
    apply_metadata (worker, node);
  if (worker->tree->policy->fsync)
    flush_directory (worker, node);
  dircache_retire (worker->engine, cache, node);
}
