/* Further names of files that were copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-link.h"

#include <errno.h>
#include <fcntl.h>

#include "base/messages.h"
#include "base/stop.h"
#include "file/copy-sums.h"
#include "file/stage.h"
#include "file/target.h"

int
copy_link_claim (const struct item *item, const struct statx *stx,
                 struct link_record **ret_record)
{
  *ret_record = NULL;
  unsigned int names = item_names_expected (item, stx);
  if (names == 1)
    return LINK_FIRST;
  int claim = links_claim (item->worker->tree->links, file_id_from_statx (stx),
                           names, item_node (item), item->entry,
                           item->batch->operands, ret_record);
  if (claim < 0)
    item_error (item, claim, N_("cannot copy %s"), SOURCE);
  return claim;
}

void
copy_link_give_up (const struct item *item, int claim,
                   struct link_record *record)
{
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  if (!record)
    return;
  if (claim == LINK_READY)
    links_release (tree->links, worker->engine, &tree->cache, record);
  else
    worker_push_all (worker, links_failed (tree->links, worker->engine,
                                           &tree->cache, record));
}

/* After linkat (): is what stands there really MADE?  */
static int
check_linked (const struct item *item, struct file_id made)
{
  struct statx stx;
  int err = call_statx (item->worker->engine, item_dirfd (item, TARGET),
                        item->entry->name[TARGET], AT_SYMLINK_NOFOLLOW, &stx);
  if (err == 0 && !file_id_equal (file_id_from_statx (&stx), made))
    err = -ESTALE;
  return err;
}

/* The copy that a name is to be linked to.  */
struct linking
{
  int dirfd;
  const char *name;
  int pinned; /* the file itself, or -1; then DIRFD and NAME do not matter */
  struct file_id made;
};

static int
link_as (struct engine *engine, const struct linking *linking, int dirfd,
         const char *name)
{
  if (linking->pinned >= 0)
    return call_link_fd (engine, linking->pinned, dirfd, name);
  return call_link (engine, linking->dirfd, linking->name, dirfd, name, 0);
}

/* Make ITEM a link, in the place of what stands there.  */
static int
link_over (const struct item *item, const struct linking *linking)
{
  struct engine *engine = item->worker->engine;
  struct stage stage = { .replaces = true,
                         .links = true,
                         .dirfd = item_dirfd (item, TARGET),
                         .name = item->entry->name[TARGET] };
  stage_begin_special (&stage);
  int err = link_as (engine, linking, stage.dirfd, stage.temporary);
  return err < 0 ? err : stage_commit (engine, &stage, -1);
}

/* Make ITEM a link.  What stands there may be what leads to the copy, so that
   it can be removed only where the copy is known by its own name.  */
static int
link_to (const struct item *item, const struct linking *linking)
{
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  const char *target = item->entry->name[TARGET];
  int err = link_as (engine, linking, dirfd, target);
  if (err == -EEXIST)
    {
      if (check_linked (item, linking->made) == 0)
        return 0; /* linked by an earlier copy */
      bool over = item_policy (item)->atomic || linking->pinned >= 0;
      err = over ? link_over (item, linking) : target_remove (item);
      if (err == 0 && !over)
        err = link_as (engine, linking, dirfd, target);
      else if (err == 0 && !item_policy (item)->atomic)
        item_announce_removed (item);
    }
  return err < 0 ? err : check_linked (item, linking->made);
}

/* Pin what LINKING's name, a symbolic link that was followed to the copy, leads
   to, unless that is something else by now.  The link itself may mean nothing
   in another directory.  */
static int
pin_followed (struct engine *engine, struct linking *linking)
{
  struct statx stx;
  int fd = call_open (engine, linking->dirfd, linking->name, O_PATH, 0);
  if (fd < 0)
    return fd;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0 && !file_id_equal (file_id_from_statx (&stx), linking->made))
    err = -ESTALE;
  if (err == 0)
    linking->pinned = fd;
  else
    call_close (engine, fd);
  return err;
}

/* Give ITEM the name of RECORD's copy.  0 or -errno.  */
static int
link_to_record (const struct item *item, const struct link_record *record)
{
  struct worker *worker = item->worker;
  struct engine *engine = worker->engine;
  struct dircache *cache = &worker->tree->cache;
  struct dirnode *node;
  struct linking linking = { .pinned = -1 };
  links_target (record, &node, &linking.name, &linking.made);
  int err = dircache_pin (engine, cache, node, PIN_TARGET);
  if (err < 0)
    return err;
  linking.dirfd = node->fd[TARGET];
  if (links_followed (record))
    err = pin_followed (engine, &linking);
  if (err == 0)
    err = link_to (item, &linking);
  if (linking.pinned >= 0)
    call_close (engine, linking.pinned);
  dircache_unpin (engine, cache, node);
  return err;
}

static void
say_not_linked (const struct item *item, const struct link_record *record,
                int err)
{
  struct dirnode *node;
  const char *name;
  struct file_id made;
  links_target (record, &node, &name, &made);
  item_link_error (item, err, node, name);
}

int
copy_link_make (const struct item *item, const struct statx *stx,
                struct link_record **record)
{
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  for (;;)
    {
      int err = link_to_record (item, *record);
      /* Where a symbolic link was followed to the copy, another name may
         have been copied there since, or that is no place for links.  */
      bool again = err < 0 && links_followed (*record) && !stop_requested ();
      if (err == 0)
        copy_sums_list_link (item, *record);
      else if (again)
        links_forget (tree->links, *record);
      else
        say_not_linked (item, *record, err);
      links_release (tree->links, worker->engine, &tree->cache, *record);
      if (!again)
        return err < 0 ? err : LINK_READY;
      int claim = copy_link_claim (item, stx, record);
      if (claim != LINK_READY)
        return claim;
    }
}
