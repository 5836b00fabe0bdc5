/* Removing: names of the target side and the trees below them, by the workers.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/tree-remove-impl.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/messages.h"
#include "base/stop.h"
#include "filter/filter-scope.h"
#include "user/report.h"

#ifndef STATX_ATTR_MOUNT_ROOT
#define STATX_ATTR_MOUNT_ROOT 0x2000 /* Linux 5.8 */
#endif

enum
{
  /* How often a directory that should be empty is read again, as long as that
     finds something: some file systems forget where a reader was when names
     before it go.  */
  MOST_ROUNDS = 20
};

static void
keep (const struct item *item)
{
  atomic_store (&item_node (item)->keeps, true);
}

static void
note_removed (const struct item *item, struct removal *removal,
              unsigned char type)
{
  if (removal->is_private)
    removal->goes_on = true;
  removal->remover->removed (removal->remover, item, type);
}

/* Files.  */

/* Remove ITEM's target, no directory.  Return whether it is gone.  */
static bool
remove_file (const struct item *item, struct removal *removal)
{
  const struct tree_remover *remover = removal->remover;
  if (!remover->take (remover, item))
    return false;
  bool remove = true;
  int err
      = remover->put_aside ? remover->put_aside (remover, item, &remove) : 0;
  if (err == 0 && remove && !remover->dry_run)
    err = call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                       item->entry->name[TARGET], 0);
  if (err == 0)
    {
      note_removed (item, removal, item->entry->type);
      return true;
    }
  remover->untake (remover, item);
  if (err == -ENOENT) /* it went by itself */
    return true;
  item_error (item, err, N_("cannot delete %s"), TARGET);
  return false;
}

/* Directories.  */

int
tree_remove_open (const struct item *item, struct statx *ret_stx)
{
  struct worker *worker = item->worker;
  int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW;
  int dirfd = item_dirfd (item, TARGET);
  const char *name = item->entry->name[TARGET];
  int fd = call_open (worker->engine, dirfd, name, flags, 0);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, dirfd, name, flags, 0);
  if (fd < 0)
    return fd;
  int err = call_fstatx (worker->engine, fd, ret_stx);
  if (err < 0)
    {
      call_close (worker->engine, fd);
      return err;
    }
  return fd;
}

static bool
is_mount_point (const struct item *item, const struct tree_remover *remover,
                const struct statx *stx)
{
  bool elsewhere = makedev (stx->stx_dev_major, stx->stx_dev_minor)
                   != item_node (item)->id[TARGET].dev;
  /* A btrfs subvolume has a device of its own, and is no mount point.  */
  if (stx->stx_attributes_mask & STATX_ATTR_MOUNT_ROOT)
    return stx->stx_attributes & STATX_ATTR_MOUNT_ROOT
           || (elsewhere && remover->one_file_system);
  return elsewhere;
}

/* See to it that names can be removed from FD, which is like STX.  */
static void
let_in (const struct item *item, const struct tree_remover *remover, int fd,
        const struct statx *stx)
{
  const struct tree *tree = item->worker->tree;
  if (!remover->dry_run && tree->euid != 0 && stx->stx_uid == tree->euid
      && !(stx->stx_mode & S_IWUSR))
    call_chmod (item->worker->engine, (struct handle) { .fd = fd },
                (stx->stx_mode & 07777) | S_IWUSR);
}

/* Put back what is left of the batch in hand, so that what is queued next
   comes first.  */
static void
put_back (struct worker *worker, struct removal *removal)
{
  struct batch *batch = removal->batch;
  if (!removal->is_private)
    worker_put_back (worker);
  else if (batch && (batch->next < batch->count || batch->more))
    {
      dircache_unpin (worker->engine, &worker->tree->cache, batch->node);
      batch->older = removal->newest;
      removal->newest = batch;
      removal->batch = NULL;
    }
}

/* Let the others see NODE, new and open as FD, and read it.  */
static void
start (struct worker *worker, struct dirnode *node, int fd)
{
  struct dircache *cache = &worker->tree->cache;
  dircache_adopt (worker->engine, cache, node, -1, fd);
  atomic_fetch_add (&node->parent->pending, 1);
  atomic_store (&node->pending, 1);
  tree_remove_read (worker, node);
  dircache_unpin (worker->engine, cache, node);
  worker_node_done (worker, node);
}

/* Remove ITEM, a directory that should be empty.  0 or -errno, -ECANCELED when
   no more may be removed.  */
static int
remove_empty (const struct item *item, struct removal *removal)
{
  const struct tree_remover *remover = removal->remover;
  if (!remover->take (remover, item))
    return -ECANCELED;
  int err = remover->dry_run
                ? 0
                : call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                               item->entry->name[TARGET], AT_REMOVEDIR);
  if (err == 0)
    note_removed (item, removal, DT_DIR);
  else
    remover->untake (remover, item);
  return err == -ENOENT ? 0 : err;
}

/* ITEM, a directory, is gone.  */
static void
note_gone (const struct item *item, struct removal *removal)
{
  if (removal->is_private && item_node (item) == removal->above)
    removal->is_gone = true;
}

/* Go into ITEM, a directory like STX that is open as FD, which is taken over.
   Else -ENOMEM, or -ECANCELED, all said.  */
static int
enter (const struct item *item, struct removal *removal, int fd,
       const struct statx *stx)
{
  const struct tree_remover *remover = removal->remover;
  const char *name = item->entry->name[TARGET];
  struct dirnode *node = dirnode_new (item_node (item), name, name);
  if (!node)
    return -ENOMEM;
  let_in (item, remover, fd, stx);
  node->id[TARGET] = file_id_from_statx (stx);
  node->removal = removal;
  if (remover->enter && remover->enter (remover, item->worker, node, fd) < 0)
    {
      dirnode_unref (item->worker->engine, &item->worker->tree->cache, node);
      return -ECANCELED;
    }
  put_back (item->worker, removal);
  start (item->worker, node, fd);
  return 0;
}

/* Remove ITEM, a directory, and what is in it, sooner or later.  */
static void
remove_directory (const struct item *item, struct removal *removal)
{
  const struct tree_remover *remover = removal->remover;
  struct statx stx;
  int fd = tree_remove_open (item, &stx);
  if (fd >= 0 && is_mount_point (item, remover, &stx))
    {
      call_close (item->worker->engine, fd);
      remover->remains (remover, item, TREE_REMOVE_MOUNT);
      keep (item);
      return;
    }
  int err = fd < 0 ? fd : enter (item, removal, fd, &stx);
  if (fd >= 0 && err < 0)
    call_close (item->worker->engine, fd);
  /* Who may not read a directory may still remove it if it is empty.  */
  if (fd == -ENOENT
      || (fd == -EACCES && !remover->dry_run
          && remove_empty (item, removal) == 0))
    {
      note_gone (item, removal);
      return;
    }
  if (err < 0)
    {
      if (err != -ECANCELED)
        item_error (item, err, N_("cannot delete %s"), TARGET);
      keep (item);
    }
}

void
tree_remove_item (const struct item *item, struct removal *removal)
{
  const struct tree_remover *remover = removal->remover;
  bool is_directory = item->entry->type == DT_DIR;
  if (!item_node (item)->is_view && item_node (item) != removal->above
      && remover->stays (remover, item, is_directory))
    keep (item);
  else if (is_directory)
    remove_directory (item, removal);
  else if (remove_file (item, removal))
    note_gone (item, removal);
  else
    keep (item);
}

void
tree_remove_entry (struct worker *worker, struct batch *batch,
                   struct entry *entry)
{
  struct item item = { worker, batch, entry };
  tree_remove_item (&item, batch->node->removal);
  worker_entry_done (worker, batch);
}

/* The end of a directory.  */

/* ITEM, a directory, is not empty, though all that was seen in it has gone:
   look again.  0, or -ENOTEMPTY.  */
static int
empty_again (const struct item *item, const struct removal *removal)
{
  for (int round = 0; round < MOST_ROUNDS; round++)
    {
      struct removal again = { .remover = removal->remover,
                               .is_private = true,
                               .is_repeated = true,
                               .above = item_node (item) };
      remove_directory (item, &again);
      tree_remove_run (item->worker, &again);
      if (again.is_gone)
        return 0;
      if (!again.goes_on)
        break;
    }
  return -ENOTEMPTY;
}

void
tree_remove_end (const struct item *item, struct removal *removal, bool keeps)
{
  const struct tree_remover *remover = removal->remover;
  int err = keeps ? -ENOTEMPTY : remove_empty (item, removal);
  if (err == -ENOTEMPTY && !keeps && !removal->is_repeated)
    err = empty_again (item, removal);
  if (err == 0)
    {
      note_gone (item, removal);
      return;
    }
  keep (item);
  if (err == -ENOTEMPTY && !removal->is_repeated)
    {
      remover->remains (remover, item, TREE_REMOVE_HOLDS);
      /* rsync tries once more, and says it again, unless it may delete no
         more.  */
      if (keeps && !remover->dry_run && !item_node (item)->is_view
          && item_node (item) != removal->above
          && remover->take (remover, item))
        {
          remover->untake (remover, item);
          remover->remains (remover, item, TREE_REMOVE_HOLDS);
        }
    }
  else if (err != -ENOTEMPTY && err != -ECANCELED)
    item_error (item, err, N_("cannot delete %s"), TARGET);
}

void
tree_remove_finish (struct worker *worker, struct dirnode *node)
{
  struct engine *engine = worker->engine;
  struct dircache *cache = &worker->tree->cache;
  /* From here it is one step to the parent.  */
  if (dircache_pin (engine, cache, node, PIN_TARGET) == 0)
    dircache_retire (engine, cache, node);
  if (node->is_view || stop_requested ())
    return;
  int err = dircache_pin (engine, cache, node->parent, PIN_TARGET);
  if (err < 0)
    {
      tree_remove_lost (node->parent, err);
      return;
    }
  struct batch batch = { .node = node->parent };
  struct entry entry
      = { .name = { node->name[SOURCE], node->name[TARGET] }, .type = DT_DIR };
  struct item item = { worker, &batch, &entry };
  tree_remove_end (&item, node->removal, atomic_load (&node->keeps));
  dircache_unpin (engine, cache, node->parent);
}

/* Some names of a directory.  */

int
tree_remove_names (struct worker *worker, struct dirnode *node,
                   struct removal *removal)
{
  int fd = call_open (worker->engine, node->fd[TARGET], ".",
                      O_RDONLY | O_DIRECTORY, 0);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, node->fd[TARGET], ".",
                    O_RDONLY | O_DIRECTORY, 0);
  if (fd < 0)
    return fd;
  struct dirnode *view = dirnode_new (node, "", "");
  if (!view)
    {
      call_close (worker->engine, fd);
      return -ENOMEM;
    }
  view->id[TARGET] = node->id[TARGET];
  view->is_view = true;
  view->removal = removal;
  if (node->scope[TARGET])
    view->scope[TARGET] = filter_scope_ref (node->scope[TARGET]);
  view->names = node->names;
  node->names = NULL;
  start (worker, view, fd);
  return 0;
}
