/* Further names of files that were copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy-link.h"

#include <errno.h>
#include <fcntl.h>

#include "copy-sums.h"
#include "messages.h"
#include "stage.h"
#include "target.h"

int
copy_link_claim (const struct item *item, const struct statx *stx,
                 struct link_record **ret_record)
{
  *ret_record = NULL;
  unsigned int names = item_names_expected (item, stx);
  if (names == 1)
    return LINK_FIRST;
  int claim
      = links_claim (item->worker->tree->links, file_id_from_statx (stx), names,
                     item_node (item), item->entry, item->batch->operands,
                     ret_record);
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

/* Make ITEM a link to NODE's NAME, in the place of what stands there.  */
static int
link_over (const struct item *item, struct dirnode *node, const char *name,
           int flags)
{
  struct engine *engine = item->worker->engine;
  struct stage stage = { .replaces = true,
                         .links = true,
                         .dirfd = item_dirfd (item, TARGET),
                         .name = item->entry->name[TARGET] };
  stage_begin_special (&stage);
  int err = call_link (engine, node->fd[TARGET], name, stage.dirfd,
                       stage.temporary, flags);
  return err < 0 ? err : stage_commit (engine, &stage, -1);
}

/* Give ITEM the name of RECORD's copy, which is in NODE, pinned.  A symbolic
   link that was followed to the copy is followed again: it may mean nothing
   in another directory.  */
static int
link_to (const struct item *item, const struct link_record *record)
{
  struct dirnode *node;
  const char *name;
  struct file_id made;
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  const char *target = item->entry->name[TARGET];
  int flags = links_followed (record) ? AT_SYMLINK_FOLLOW : 0;
  links_target (record, &node, &name, &made);
  int err = call_link (engine, node->fd[TARGET], name, dirfd, target, flags);
  if (err == -EEXIST)
    {
      if (check_linked (item, made) == 0)
        return 0; /* linked by an earlier copy */
      bool atomic = item_policy (item)->atomic;
      err = atomic ? link_over (item, node, name, flags) : target_remove (item);
      if (err == 0 && !atomic)
        err = call_link (engine, node->fd[TARGET], name, dirfd, target, flags);
    }
  if (err < 0)
    return err;
  err = check_linked (item, made);
  /* The link was changed meanwhile: give no name to what it leads to.  */
  if (err == -ESTALE && flags != 0)
    call_unlink (engine, dirfd, target, 0);
  return err;
}

bool
copy_link_make (const struct item *item, struct link_record *record)
{
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  struct dirnode *node;
  const char *name;
  struct file_id made;
  links_target (record, &node, &name, &made);
  int err = dircache_pin (worker->engine, &tree->cache, node, PIN_TARGET);
  if (err == 0)
    {
      err = link_to (item, record);
      dircache_unpin (worker->engine, &tree->cache, node);
    }
  if (err < 0)
    item_link_error (item, err, node, name);
  else
    copy_sums_list_link (item, record);
  links_release (tree->links, worker->engine, &tree->cache, record);
  return err == 0;
}
