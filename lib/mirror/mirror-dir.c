/* Mirroring a directory: made, entered, read, finished.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "base/stop.h"
#include "file/enter-dir.h"
#include "file/fake-stat.h"
#include "file/flush.h"
#include "file/metadata.h"
#include "mirror/mirror-basis.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-delete.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-fake.h"
#include "mirror/mirror-filter.h"
#include "mirror/mirror-list.h"
#include "mirror/mirror-merge.h"
#include "mirror/mirror-read.h"
#include "mirror/mirror-tell.h"
#include "mirror/mirror-way.h"
#include "mirror/mirror-xattrs.h"
#include "tree/temporary.h"
#include "user/report.h"

/* A directory on its way in: nothing of it is anybody else's yet.  */
struct entering
{
  const struct item *item;
  struct dirnode *node;
  int fd[SIDES];
  bool follow;   /* the source may be a symbolic link */
  bool enter;    /* what is in it takes part */
  bool is_way;   /* but for what is listed below it, it does not itself */
  bool is_vain;  /* and that does not, either */
  bool is_known; /* an earlier source has it as well, and was told of */
  bool is_mount; /* -x: it is another file system's, and stays empty */
};

void
mirror_directory_lost (struct worker *worker, struct dirnode *node, int err)
{
  worker->tree->source_failed = true;
  char *path = dirnode_path (node, SOURCE, NULL);
  if (err == -ESTALE)
    report_error (0, _("%s or its copy was moved or replaced meanwhile"), path,
                  NULL);
  else
    report_error (err, _("cannot access %s"), path, NULL);
  free (path);
}

void
mirror_directory_more (struct worker *worker, struct dirnode *node)
{
  struct dircache *cache = &worker->tree->cache;
  if (mirror_is_over (mirror_of (worker)))
    return;
  int err = dircache_pin (worker->engine, cache, node, PIN_BOTH);
  if (err < 0)
    {
      mirror_directory_lost (worker, node, err);
      return;
    }
  mirror_read_names (worker, node);
  dircache_unpin (worker->engine, cache, node);
}

/* Touching.  */

void
mirror_directory_touch (struct worker *worker, struct dirnode *node)
{
  struct mirror *mirror = mirror_of (worker);
  if (atomic_load_explicit (&node->touched, memory_order_acquire))
    return;
  pthread_mutex_lock (&mirror->touch_lock);
  if (!node->touched)
    {
      int fd = node->fd[TARGET];
      bool is_path = node->is_path[TARGET];
      if (!is_path)
        {
          temporary_clean (worker->engine, fd, true);
          temporary_lock (fd);
          node->locked = true;
        }
      node->default_acl = attrs_has_default_acl (
          worker->engine, (struct handle) { fd, is_path });
      atomic_store_explicit (&node->touched, true, memory_order_release);
    }
  pthread_mutex_unlock (&mirror->touch_lock);
}

/* Entering.  */

static bool
open_source (struct entering *entering)
{
  const struct item *item = entering->item;
  struct dirnode *node = entering->node;
  /* What is named with a slash behind it may be a link to a directory.  */
  bool follow = entering->follow || item->batch->operands;
  int fd = enter_dir_open (item, node, SOURCE, follow);
  entering->fd[SOURCE] = fd;
  if (fd < 0)
    {
      item_error (item, fd, N_("cannot access %s"), SOURCE);
      return false;
    }
  if (mirror_fake_look_at (item, SOURCE,
                           (struct handle) { fd, node->is_path[SOURCE] },
                           &node->source_stx)
      < 0)
    return false;
  node->device
      = item->batch->operands ? node->id[SOURCE].dev : item_node (item)->device;
  return true;
}

/* Whether the source takes part, having been opened.  */
static bool
check_source (struct entering *entering)
{
  const struct item *item = entering->item;
  const struct dirnode *node = entering->node;
  unsigned int alone = mirror_policy_of (item)->one_file_system;
  if (entering->follow && dirnode_is_above (item_node (item), node->id[SOURCE]))
    {
      item_error (item, 0, N_("cannot copy cyclic symbolic link %s"), SOURCE);
      return false;
    }
  /* What is made is not mirrored: DEST, or what it is in, met in a source.  */
  if (!item->batch->operands
      && dirnode_makes (item_node (item), node->id[SOURCE]))
    return false;
  entering->is_mount = alone > 0 && node->id[SOURCE].dev != node->device;
  if (entering->is_mount && alone > 1)
    {
      mirror_tell_note (item, NOTE_MOUNT, S_IFDIR, NULL);
      return false;
    }
  return true;
}

/* Open what stands at the target.  Return 1 if that is the directory, 0 if
   nothing stands there, any more, as *RET_CLEARED says, or -errno, all
   said.  */
static int
open_target (struct entering *entering, bool *ret_cleared)
{
  const struct item *item = entering->item;
  const struct dirnode *above = item_node (item);
  struct statx stx;
  if (above->fresh || above->imagined)
    return 0;
  int fd = mirror_way_open (item, entering->node);
  entering->fd[TARGET] = fd;
  if (fd >= 0)
    return 1;
  if (fd == -ENOENT && !mirror_policy_of (item)->keep_dirlinks)
    return 0;
  if (fd != -ENOENT && fd != -ENOTDIR && fd != -ELOOP)
    {
      if (fd == -EXDEV)
        item_error (item, 0, N_("%s leads out of the destination"), TARGET);
      else
        item_error (item, fd, N_("cannot access %s"), TARGET);
      return fd;
    }
  int err = mirror_entry_target (item, &stx);
  if (err == 0 && mirror_policy_of (item)->ignore_existing)
    {
      mirror_tell_note (item, NOTE_EXISTS, S_IFDIR, NULL);
      item_error (item, -ENOTDIR, N_("cannot access %s"), TARGET);
      return -ENOTDIR;
    }
  if (err == 0)
    err = mirror_way_clear (item, S_IFDIR, &stx);
  *ret_cleared = err == 0;
  return err == -ENOENT ? 0 : err;
}

/* Make the target of ENTERING, and open it.  0 or -errno, all said.  */
static int
make_target (struct entering *entering)
{
  const struct item *item = entering->item;
  struct worker *worker = item->worker;
  struct dirnode *node = entering->node;
  struct mirror_wanted wanted;
  node->fresh = true;
  if (mirror_policy_of (item)->dry_run || entering->is_vain)
    {
      node->imagined = true;
      return 0;
    }
  mirror_directory_touch (worker, item_node (item));
  mirror_attrs_want (item, &node->source_stx, NULL, &wanted);
  mode_t mode = (wanted.mode & (S_IRWXG | S_IRWXO)) | S_IRWXU;
  /* Others are let in when it is theirs.  */
  if (wanted.uid != (uid_t) -1 || wanted.gid != (gid_t) -1)
    mode &= ~(S_IWGRP | S_IWOTH);
  if (wanted.gid != (gid_t) -1 && wanted.gid != worker->tree->egid)
    mode &= ~S_IRWXG;
  if (entering->is_way)
    mode = (S_IRWXU | S_IRWXG | S_IRWXO) & ~item_policy (item)->umask;
  int err = call_mkdir (worker->engine, item_dirfd (item, TARGET),
                        item->entry->name[TARGET], mode);
  if (err < 0)
    {
      item_error (item, err, N_("cannot create directory %s"), TARGET);
      return err;
    }
  int fd = enter_dir_open (item, node, TARGET, false);
  entering->fd[TARGET] = fd;
  if (fd < 0)
    item_error (item, fd, N_("cannot access %s"), TARGET);
  return fd < 0 ? fd : 0;
}

/* See to it that the new target of ENTERING can be filled.  */
static int
prepare_new (struct entering *entering)
{
  const struct item *item = entering->item;
  const struct tree *tree = item->worker->tree;
  struct engine *engine = item->worker->engine;
  struct dirnode *node = entering->node;
  int fd = entering->fd[TARGET];
  if (node->imagined)
    return 0;
  node->owner_known
      = node->target_uid == tree->euid && node->target_gid == tree->egid;
  node->default_acl = item_node (item)->default_acl;
  node->may_have_acl = node->default_acl;
  int err = 0;
  if (node->default_acl && mirror_policy_of (item)->acls)
    {
      err = attrs_drop_default_acl (
          engine, (struct handle) { fd, node->is_path[TARGET] });
      node->default_acl = false;
    }
  if (err == 0 && !node->is_path[TARGET])
    {
      temporary_lock (fd);
      node->locked = true;
    }
  atomic_store (&node->touched, true);
  if (err < 0)
    item_error (item, err, N_("setting permissions for %s"), TARGET);
  return err;
}

/* Whether the target of ENTERING is DEST, which we have made for nobody
   else.  */
static bool
is_new_dest (const struct entering *entering)
{
  const struct mirror *mirror = mirror_of (entering->item->worker);
  return entering->node->is_top && mirror->dest_is_new && !mirror->merges
         && !(mirror->policy->mkpath && !mirror->policy->dry_run);
}

static void
take_new_dest (struct entering *entering)
{
  const struct item *item = entering->item;
  struct handle target
      = { entering->fd[TARGET], entering->node->is_path[TARGET] };
  item_node (item)->default_acl
      = attrs_has_default_acl (item->worker->engine, target);
  entering->node->fresh = true;
}

/* See to it that the existing target of ENTERING, which is not root's to open
   or not to open, can be changed.  */
static int
prepare_existing (struct entering *entering)
{
  const struct item *item = entering->item;
  struct dirnode *node = entering->node;
  mode_t mode = node->target_mode;
  node->may_have_acl = true;
  if (item->worker->tree->euid == 0 || (mode & S_IRWXU) == S_IRWXU
      || node->target_uid != item->worker->tree->euid
      || mirror_policy_of (item)->dry_run)
    return 0;
  struct handle target = { entering->fd[TARGET], node->is_path[TARGET] };
  int err = call_chmod (item->worker->engine, target, mode | S_IRWXU);
  if (err < 0)
    item_error (item, err, N_("setting permissions for %s"), TARGET);
  else
    node->target_mode |= S_IRWXU;
  return err;
}

/* What NODE's target, which is FD, is, as far as that was kept.  */
static struct statx
target_statx (const struct item *item, const struct dirnode *node, int fd,
              mode_t mode)
{
  struct statx stx = {
    .stx_mode = S_IFDIR | mode,
    .stx_uid = node->target_uid,
    .stx_gid = node->target_gid,
    .stx_mtime = node->target_mtime,
  };
  if (fd >= 0)
    mirror_fake_look_at (item, TARGET,
                         (struct handle) { fd, node->is_path[TARGET] }, &stx);
  return stx;
}

/* What is told of NODE, which is ITEM's and new: how it differs from what a
   basis directory has in its place, if there is one that has.  With -O its time
   is that of the transfer, but none that is the same there.  Return whether
   anything is told.  */
static bool
compare_with_basis (const struct item *item, const struct dirnode *node,
                    unsigned int *differs)
{
  const struct mirror *mirror = mirror_of (item->worker);
  struct mirror_basis_found found = { .match = BASIS_NONE };
  if (mirror->bases && node->fresh)
    mirror_basis_find (item, &node->source_stx, NULL, &found);
  if (found.match == BASIS_NONE)
    return true;
  *differs = mirror_basis_differs (item, &node->source_stx, &found);
  const struct mirror_policy *policy = mirror->policy;
  bool same = found.match == BASIS_EXACT
              && (!policy->times
                  || mirror_same_time (policy, &node->source_stx.stx_mtime,
                                       &found.stx.stx_mtime));
  if (same)
    return policy->tell_unchanged;
  *differs |= mirror_differs_lost (policy, S_IFDIR);
  return true;
}

/* Decide what ENTERING's target is to have in the end, and tell.  MODE is what
   it had.  */
static void
decide (struct entering *entering, mode_t mode)
{
  const struct item *item = entering->item;
  struct dirnode *node = entering->node;
  const struct mirror *mirror = mirror_of (item->worker);
  const struct mirror_policy *policy = mirror->policy;
  const struct statx *source = &node->source_stx;
  struct statx target = target_statx (item, node, entering->fd[TARGET], mode);
  struct mirror_wanted wanted;
  /* What --mkpath makes counts as having been there, as with rsync.  */
  bool is_new = node->fresh
                || (node->is_top && mirror->dest_is_new
                    && (!policy->mkpath || policy->dry_run));
  mirror_attrs_want (item, source, node->fresh ? NULL : &target, &wanted);
  node->final_mode = wanted.mode;
  /* What it has from the directory that it was made in: the group, and what
     a default ACL left of the mode.  */
  if (node->fresh && !policy->perms)
    {
      if (item_node (item)->default_acl)
        node->final_mode &= node->target_mode;
      node->final_mode |= node->target_mode & S_ISGID;
    }
  node->fake_mode = node->final_mode;
  if (policy->fake[TARGET])
    node->final_mode
        = fake_stat_safe_mode (S_IFDIR, node->fake_mode) & MODE_BITS;
  unsigned int differs = DIFFERS_NEW;
  if (!is_new)
    {
      differs = mirror_differs (policy, source, &target, &wanted);
      if (mirror_xattrs_wanted (policy))
        differs |= mirror_xattrs_differ (item, S_IFDIR);
    }
  node->differs = differs != 0;
  if (entering->is_known)
    return;
  if (is_new && !compare_with_basis (item, node, &differs))
    return;
  if (differs & DIFFERS_NEW)
    mirror_tell_created (item->worker, S_IFDIR);
  mirror_tell (item, &(struct mirror_change) { .action = is_new ? MIRROR_CREATE
                                                                : MIRROR_SAME,
                                               .differs = differs,
                                               .mode = source->stx_mode,
                                               .stx = source });
}

/* Have both sides of ENTERING, made ready.  False, all said, where that cannot
   be or is not wanted.  */
static bool
prepare (struct entering *entering)
{
  const struct item *item = entering->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  struct dirnode *node = entering->node;
  enum mirror_meeting meets = mirror_merge_meets (item, true);
  if (!open_source (entering) || !check_source (entering))
    return false;
  entering->is_known = meets == MEETS_DIRECTORY;
  if (!entering->is_way && !entering->is_known)
    mirror_tell_count (item->worker, &node->source_stx);
  bool cleared = false;
  int stands = open_target (entering, &cleared);
  if (stands < 0)
    return false;
  /* What made room for it was there, and counts.  */
  if (!stands && !cleared && policy->existing)
    {
      mirror_tell_note (item, NOTE_NOT_CREATED, S_IFDIR, NULL);
      return false;
    }
  if (!stands && make_target (entering) < 0)
    return false;
  if (stands && is_new_dest (entering))
    take_new_dest (entering);
  mode_t mode = node->target_mode;
  if (entering->is_known && stands)
    {
      node->source_stx = target_statx (item, node, entering->fd[TARGET], mode);
      node->is_known = true;
    }
  if ((node->fresh ? prepare_new : prepare_existing) (entering) < 0)
    return false;
  if (entering->is_way)
    node->untouched = true;
  else
    decide (entering, mode);
  return true;
}

/* Queue the names that are in ENTERING's directory and take part.  */
static void
queue_names (struct entering *entering)
{
  struct worker *worker = entering->item->worker;
  const struct mirror_list *listed = entering->item->entry->listed;
  struct dirnode *node = entering->node;
  if (entering->is_mount)
    return;
  if (!entering->enter)
    {
      int err = listed ? mirror_list_queue (worker, node, listed) : 0;
      if (err < 0)
        mirror_read_failed (worker, node, err);
    }
  else if (node->is_path[SOURCE])
    mirror_read_failed (worker, node, -EACCES);
  else if (mirror_filter_enter (worker, node, node->fd[SOURCE], SOURCE) < 0)
    worker->tree->source_failed = true;
  else
    {
      /* Without -r, what is listed below has more to it than a name.  */
      int err = 0;
      if (listed && listed->children && !mirror_of (worker)->policy->recursive)
        {
          node->listed = listed;
          err = mirror_list_queue (worker, node, listed);
        }
      if (err < 0)
        mirror_read_failed (worker, node, err);
      mirror_delete_start (worker, node);
      mirror_read_names (worker, node);
    }
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
  queue_names (entering);
  dircache_unpin (worker->engine, &tree->cache, node);
  worker_node_done (worker, node);
}

void
mirror_directory (const struct item *item, bool follow, bool enter_it)
{
  struct worker *worker = item->worker;
  const struct entry *entry = item->entry;
  struct entering entering
      = { .item = item, .fd = { -1, -1 }, .follow = follow, .enter = enter_it };
  struct dirnode *node = dirnode_new (item_node (item), entry->name[SOURCE],
                                      entry->name[TARGET]);
  if (!node)
    {
      item_error (item, -ENOMEM, N_("cannot copy %s"), SOURCE);
      return;
    }
  entering.node = node;
  const struct mirror_list *listed = entry->listed;
  if (listed && !listed->whole)
    {
      entering.enter = false;
      entering.is_vain = !mirror_list_leads (item);
      entering.is_way = entering.is_vain
                        || (!listed->parent && !listed->implied)
                        || !mirror_policy_of (item)->implied_dirs;
    }
  node->is_top
      = item->batch->operands && strcmp (entry->name[TARGET], ".") == 0;
  if (prepare (&entering))
    {
      enter (&entering);
      return;
    }
  for (int side = 0; side < SIDES; side++)
    if (entering.fd[side] >= 0)
      call_close (worker->engine, entering.fd[side]);
  dirnode_unref (worker->engine, &worker->tree->cache, node);
}

/* Finishing.  */

/* Give NODE's target, which is pinned, what it is to have.  Return whether
   anything had to be changed for that.  */
static bool
apply_attrs (struct worker *worker, struct dirnode *node)
{
  struct batch batch = { .node = node->parent };
  struct entry entry = { .name = { node->name[SOURCE], node->name[TARGET] } };
  struct item item = { worker, &batch, &entry };
  struct statx target
      = target_statx (&item, node, node->fd[TARGET], node->target_mode);
  struct mirror_wanted wanted;
  mirror_attrs_want (&item, &node->source_stx, &target, &wanted);
  /* It has gone through --chown's maps already.  */
  if (node->is_known)
    wanted.uid = wanted.gid = -1;
  wanted.mode = node->fake_mode;
  struct mirror_dressing dressing = {
    .item = &item,
    .source_stx = &node->source_stx,
    .source = dirnode_handle (node, SOURCE),
    .target = dirnode_handle (node, TARGET),
    .wanted = &wanted,
    .stands = node->touched ? NULL : &target,
    .is_new = node->fresh,
    .may_have_acl = node->may_have_acl,
    .uid = node->target_uid,
    .gid = node->target_gid,
    .mode = node->target_mode,
  };
  mirror_attrs_apply (&dressing);
  return dressing.changed;
}

void
mirror_directory_finish (struct worker *worker, struct dirnode *node)
{
  /* What lacks something is to differ when the next run comes.  */
  if (stop_requested () || mirror_is_over (mirror_of (worker)))
    return;
  struct dircache *cache = &worker->tree->cache;
  int err = dircache_pin (worker->engine, cache, node, PIN_BOTH);
  if (err < 0)
    {
      mirror_directory_lost (worker, node, err);
      return;
    }
  if (node->untouched)
    {
      dircache_retire (worker->engine, cache, node);
      return;
    }
  const struct mirror_policy *policy = mirror_of (worker)->policy;
  bool changed
      = node->differs || node->touched || node->target_mode != node->final_mode;
  /* What passes for the right thing may be something else.  */
  if ((changed || policy->fake[TARGET]) && !policy->dry_run)
    changed |= apply_attrs (worker, node);
  if (changed && worker->tree->policy->fsync)
    flush_directory (worker, node);
  dircache_retire (worker->engine, cache, node);
}
