/* Copying a directory: entering it, reading it, finishing it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy-dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "messages.h"
#include "metadata.h"
#include "report.h"
#include "stop.h"
#include "target.h"
#include "tree-made.h"

/* A directory on its way in: nothing of it is anybody else's yet.  */
struct entering
{
  const struct item *item;
  struct dirnode *node;
  int fd[SIDES];
  int read_error; /* why the source can be stat'ed only */
  enum target_verdict verdict;
};

/* Open ITEM's directory on SIDE for reading or, if that is not allowed, for
   a place to stand on: *RET_IS_PATH.  Return the descriptor or -errno.  */
static int
open_side (const struct item *item, enum side side, bool follow,
           bool *ret_is_path)
{
  struct worker *worker = item->worker;
  int flags = O_DIRECTORY | (follow ? 0 : O_NOFOLLOW);
  int dirfd = item_dirfd (item, side);
  const char *name = item->entry->name[side];
  int fd = call_open (worker->engine, dirfd, name, O_RDONLY | flags, 0);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, dirfd, name, O_RDONLY | flags, 0);
  *ret_is_path = fd == -EACCES;
  if (fd == -EACCES)
    fd = call_open (worker->engine, dirfd, name, O_PATH | flags, 0);
  return fd;
}

static bool
open_source (struct entering *entering)
{
  const struct item *item = entering->item;
  struct dirnode *node = entering->node;
  int fd
      = open_side (item, SOURCE, item_follows (item), &node->is_path[SOURCE]);
  if (fd < 0)
    {
      item_error (item, fd, N_("cannot access %s"), SOURCE);
      return false;
    }
  entering->fd[SOURCE] = fd;
  int err = call_fstatx (item->worker->engine, fd, &node->source_stx);
  if (err < 0)
    {
      item_error (item, err, N_("cannot stat %s"), SOURCE);
      return false;
    }
  node->id[SOURCE] = file_id_from_statx (&node->source_stx);
  node->followed = item_follows (item);
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

/* The mode to make a directory like STX with, under POLICY, and in
 *RET_LATER the bits that it is to get at the end.  */
static mode_t
first_mode (const struct copy_policy *policy, const struct statx *stx,
            mode_t *ret_later)
{
  mode_t wanted = policy->default_mode
                      ? S_IRWXU | S_IRWXG | S_IRWXO | (stx->stx_mode & S_ISVTX)
                      : stx->stx_mode & (MODE_BITS & ~(S_ISUID | S_ISGID));
  mode_t held
      = policy->preserve_ownership ? S_IRWXG | S_IRWXO : S_IWGRP | S_IWOTH;
  if (policy->preserve_mode)
    held = S_IRWXG | S_IRWXO;
  *ret_later = wanted & held & ~policy->umask;
  return wanted & ~held;
}

static bool
make_target (struct entering *entering, mode_t mode)
{
  const struct item *item = entering->item;
  struct statx existing;
  entering->verdict
      = target_check (item, &entering->node->source_stx, &existing);
  if (entering->verdict == TARGET_OVERWRITE)
    return true;
  if (entering->verdict != TARGET_CREATE)
    return false;
  int err = call_mkdir (item->worker->engine, item_dirfd (item, TARGET),
                        item->entry->name[TARGET], mode);
  if (err < 0)
    item_error (item, err, N_("cannot create directory %s"), TARGET);
  else
    item_announce (item);
  return err == 0;
}

static bool
open_target (struct entering *entering)
{
  const struct item *item = entering->item;
  struct dirnode *node = entering->node;
  struct statx stx;
  int fd = open_side (item, TARGET, false, &node->is_path[TARGET]);
  entering->fd[TARGET] = fd;
  int err = fd < 0 ? fd : call_fstatx (item->worker->engine, fd, &stx);
  if (err < 0)
    {
      item_error (item, err, N_("cannot access %s"), TARGET);
      return false;
    }
  node->id[TARGET] = file_id_from_statx (&stx);
  node->target_uid = stx.stx_uid;
  node->target_gid = stx.stx_gid;
  node->target_mode = stx.stx_mode & MODE_BITS;
  return true;
}

/* See to it that a new target can be filled: its owner may, and what is
   made in it gets no ACL that was not asked for.  */
static bool
prepare_new (struct entering *entering)
{
  const struct item *item = entering->item;
  struct engine *engine = item->worker->engine;
  struct dirnode *node = entering->node;
  struct handle target = { entering->fd[TARGET], node->is_path[TARGET] };
  int err = 0;
  if ((node->target_mode & S_IRWXU) != S_IRWXU)
    {
      err = call_chmod (engine, target, node->target_mode | S_IRWXU);
      if (err == 0)
        node->target_mode |= S_IRWXU;
    }
  node->default_acl = node->may_have_acl;
  if (err == 0 && node->default_acl && item_policy (item)->preserve_mode)
    {
      err = attrs_drop_default_acl (engine, target);
      node->default_acl = false;
    }
  if (err < 0)
    item_error (item, err, N_("setting permissions for %s"), TARGET);
  return err == 0;
}

static bool
prepare_target (struct entering *entering, mode_t later)
{
  const struct item *item = entering->item;
  const struct tree *tree = item->worker->tree;
  struct dirnode *node = entering->node;
  bool is_new = entering->verdict == TARGET_CREATE;
  node->fresh = is_new;
  if (!is_new)
    {
      struct handle target = { entering->fd[TARGET], node->is_path[TARGET] };
      node->final_mode = node->target_mode;
      node->may_have_acl = true;
      node->default_acl = attrs_has_default_acl (item->worker->engine, target);
      return true;
    }
  node->final_mode = node->target_mode | later;
  node->may_have_acl = item_node (item)->default_acl;
  if (tree->policy->default_mode && node->may_have_acl)
    node->final_mode = (node->target_mode & S_ISVTX)
                       | ((S_IRWXU | S_IRWXG | S_IRWXO) & ~tree->policy->umask);
  node->owner_known
      = (node->target_uid == tree->euid && node->target_gid == tree->egid);
  return prepare_new (entering);
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
  mode_t mode = first_mode (item_policy (entering->item),
                            &entering->node->source_stx, &later);
  return make_target (entering, mode) && open_target (entering)
         && prepare_target (entering, later);
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
  if (prepare (&entering)
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
copy_directory_lost (struct dirnode *node, int err)
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
      copy_directory_lost (node, err);
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
      copy_directory_lost (node, err);
      return;
    }
  apply_metadata (worker, node);
  dircache_retire (worker->engine, cache, node);
}
