/* Entering a directory: opened on either side, and made ready to be filled.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/enter-dir.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/metadata.h"
#include "tree/temporary.h"

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

int
enter_dir_open (const struct item *item, struct dirnode *node, enum side side,
                bool follow)
{
  struct engine *engine = item->worker->engine;
  struct statx stx;
  int fd = open_side (item, side, follow, &node->is_path[side]);
  if (fd < 0)
    return fd;
  int err = call_fstatx (engine, fd, &stx);
  if (err < 0)
    {
      call_close (engine, fd);
      return err;
    }
  node->id[side] = file_id_from_statx (&stx);
  node->followed[side] = follow;
  if (side == SOURCE)
    {
      node->source_stx = stx;
      return fd;
    }
  node->target_uid = stx.stx_uid;
  node->target_gid = stx.stx_gid;
  node->target_mode = stx.stx_mode & MODE_BITS;
  node->target_mtime = stx.stx_mtime;
  return fd;
}

mode_t
enter_dir_first_mode (const struct copy_policy *policy, const struct statx *stx,
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

/* See to it that a new target can be filled: its owner may, and what is
   made in it gets no ACL that was not asked for.  */
static bool
prepare_new (const struct item *item, struct dirnode *node,
             struct handle target)
{
  struct engine *engine = item->worker->engine;
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

bool
enter_dir_prepare (const struct item *item, struct dirnode *node, int fd,
                   bool is_new, mode_t later)
{
  const struct tree *tree = item->worker->tree;
  struct handle target = { fd, node->is_path[TARGET] };
  node->fresh = is_new;
  if (!is_new)
    {
      if (tree->policy->atomic)
        temporary_clean (item->worker->engine, fd, !tree->policy->resume);
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
  return prepare_new (item, node, target);
}
