/* Further names of a file: -H.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-links.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "file/copy-link.h"
#include "mirror/mirror-backup.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-remove-source.h"
#include "mirror/mirror-tell.h"
#include "mirror/mirror-way.h"

/* Tell that ITEM, a file like STX, is another name of NODE's NAME; or of one
   that need not be told, with NULL.  */
static void
tell_linked (const struct item *item, const struct statx *stx,
             unsigned int differs, const struct dirnode *node, const char *name)
{
  struct mirror *mirror = mirror_of (item->worker);
  char *other = mirror->policy->tell && name
                    ? mirror_tell_name (mirror, node, name)
                    : NULL;
  mirror_tell (item, &(struct mirror_change) { .action = MIRROR_LINK,
                                               .differs = differs,
                                               .mode = stx->stx_mode,
                                               .other_name = other,
                                               .stx = stx });
  free (other);
}

/* Make ITEM, a file like STX, at whose target there is TARGET unless that is
   NULL, a name of RECORD's copy, and release that.  Return whether it is
   one.  */
static bool
make (const struct item *item, const struct statx *stx,
      const struct statx *target, struct link_record *record)
{
  struct worker *worker = item->worker;
  int stands = target ? mirror_way_clear (item, stx->stx_mode, target) : 0;
  if (stands < 0
      || (stands > 0 && S_ISREG (stx->stx_mode)
          && !mirror_backup_put_aside (item, RELOCATE_LINKS)))
    {
      copy_link_give_up (item, LINK_READY, record);
      return false;
    }
  mirror_directory_touch (worker, item_node (item));
  return copy_link_make (item, stx, &record) == LINK_READY;
}

/* What -i shows of ITEM, a file like STX that replaces TARGET.  */
static unsigned int
what_differs (const struct item *item, const struct statx *stx,
              const struct statx *target)
{
  struct mirror_wanted wanted;
  mirror_attrs_want (item, stx, target, &wanted);
  return mirror_differs (mirror_policy_of (item), stx, target, &wanted);
}

/* ITEM, a file like STX, is a further name of RECORD's.  */
static void
link_to (const struct item *item, const struct statx *stx,
         struct link_record *record)
{
  struct worker *worker = item->worker;
  const struct mirror_policy *policy = mirror_policy_of (item);
  struct dirnode *node;
  const char *name;
  struct file_id made;
  struct statx target;
  int err = mirror_entry_target (item, &target);
  bool exists = err == 0;
  links_target (record, &node, &name, &made);
  bool same = exists && file_id_equal (file_id_from_statx (&target), made);
  bool refused = (err < 0 && err != -ENOENT)
                 || (!same
                     && ((policy->existing && !exists)
                         || (policy->ignore_existing && exists)));
  unsigned int differs
      = exists ? what_differs (item, stx, &target) : (unsigned int) DIFFERS_NEW;
  /* The record's name goes with it.  */
  struct dirnode *first = dirnode_ref (node);
  char *copy = policy->tell ? strdup (name) : NULL;
  bool ok = !refused;
  if (refused || same || policy->dry_run)
    copy_link_give_up (item, LINK_READY, record);
  else
    ok = make (item, stx, exists ? &target : NULL, record);
  if (exists && !same)
    differs |= mirror_differs_lost (policy, stx->stx_mode);
  if (ok && (!same || policy->tell_unchanged))
    tell_linked (item, stx, differs, first, same ? NULL : copy ? copy : "");
  if (ok && !exists)
    mirror_tell_created (worker, stx->stx_mode);
  if (ok)
    mirror_remove_source (item, stx);
  free (copy);
  dirnode_unref (worker->engine, &worker->tree->cache, first);
}

bool
mirror_links_first (const struct item *item, const struct statx *stx,
                    struct link_record **ret_record)
{
  struct link_record *record;
  int claim = copy_link_claim (item, stx, &record);
  if (claim == LINK_READY)
    {
      mirror_tell_count (item->worker, stx);
      link_to (item, stx, record);
    }
  *ret_record = claim == LINK_FIRST ? record : NULL;
  return claim == LINK_FIRST;
}

void
mirror_links_stands (const struct item *item, struct link_record *record,
                     const struct statx *target)
{
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  struct file_id id = { 0 };
  if (!record)
    return;
  if (target)
    id = file_id_from_statx (target);
  worker_push_all (worker, links_made (tree->links, worker->engine,
                                       &tree->cache, record, id));
}
