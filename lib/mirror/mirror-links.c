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
#include "mirror/mirror-basis.h"
#include "mirror/mirror-compare.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-entry.h"
#include "mirror/mirror-remove-source.h"
#include "mirror/mirror-special.h"
#include "mirror/mirror-tell.h"
#include "mirror/mirror-way.h"
#include "mirror/mirror-xattrs.h"

/* A further name on its way.  */
struct naming
{
  const struct item *item;
  const struct statx *source;
  struct statx target;
  bool exists;   /* something stands there, */
  bool same;     /*   and is a name of the copy already */
  bool in_basis; /* a basis directory has it as it is to be */
  unsigned int differs;
};

/* Tell that NAMING's is another name of NODE's NAME; or of one that need not be
   told, with NULL.  */
static void
tell_linked (const struct naming *naming, const struct dirnode *node,
             const char *name)
{
  const struct item *item = naming->item;
  struct mirror *mirror = mirror_of (item->worker);
  char *other = mirror->policy->tell && name
                    ? mirror_tell_name (mirror, node, name)
                    : NULL;
  mirror_tell (item, &(struct mirror_change) { .action = MIRROR_LINK,
                                               .differs = naming->differs,
                                               .mode = naming->source->stx_mode,
                                               .other_name = other,
                                               .in_basis = naming->in_basis,
                                               .stx = naming->source });
  free (other);
}

/* Make NAMING's a name of RECORD's copy, and release that.  Return whether it
   is one.  */
static bool
make (const struct naming *naming, struct link_record *record)
{
  const struct item *item = naming->item;
  const struct statx *source = naming->source;
  struct worker *worker = item->worker;
  int stands = naming->exists
                   ? mirror_way_clear (item, source->stx_mode, &naming->target)
                   : 0;
  if (stands < 0
      || (stands > 0 && S_ISREG (source->stx_mode)
          && !mirror_backup_put_aside (item, RELOCATE_LINKS)))
    {
      copy_link_give_up (item, LINK_READY, record);
      return false;
    }
  mirror_directory_touch (worker, item_node (item));
  return copy_link_make (item, source, &record) == LINK_READY;
}

/* Look at what stands there, where the copy is MADE.  Return whether the
   options let it be made or replaced.  */
static bool
look_at_target (struct naming *naming, struct file_id made)
{
  const struct item *item = naming->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  mode_t mode = naming->source->stx_mode;
  int err = mirror_entry_target (item, &naming->target);
  if (err < 0 && err != -ENOENT)
    return false;
  naming->exists = err == 0;
  naming->same = naming->exists
                 && file_id_equal (file_id_from_statx (&naming->target), made);
  if (policy->existing && !naming->exists)
    mirror_tell_note (item, NOTE_NOT_CREATED, mode, NULL);
  else if (policy->ignore_existing && naming->exists)
    mirror_tell_note (item, NOTE_EXISTS, mode, NULL);
  else
    return true;
  return false;
}

/* Whether a basis directory has NAMING's, which does not exist here, as it is
   to be: a name of the copy, which is MADE, or where nothing is linked there a
   regular file with the contents.  */
static bool
compare_with_basis (struct naming *naming, struct file_id made)
{
  const struct item *item = naming->item;
  const struct statx *source = naming->source;
  struct mirror_basis_found found;
  char text[MIRROR_TEXT_MAX] = "";
  if (!mirror_of (item->worker)->bases
      || (S_ISLNK (source->stx_mode)
          && mirror_special_text (item, SOURCE, text) < 0))
    return false;
  mirror_basis_find (item, source, text, &found);
  if (found.match == BASIS_NONE)
    return false;
  bool is_linked = found.dir->kind == DEST_LINK;
  if (is_linked ? !file_id_equal (file_id_from_statx (&found.stx), made)
                : !S_ISREG (source->stx_mode) || found.match < BASIS_CONTENTS)
    return false;
  naming->in_basis = is_linked;
  naming->differs = mirror_basis_differs (item, source, &found);
  return true;
}

/* Find out what -i shows of NAMING, a name of what is MADE.  */
static void
find_differences (struct naming *naming, struct file_id made)
{
  const struct item *item = naming->item;
  const struct mirror_policy *policy = mirror_policy_of (item);
  const struct statx *source = naming->source;
  struct mirror_wanted wanted;
  if (naming->exists)
    {
      mirror_attrs_want (item, source, &naming->target, &wanted);
      naming->differs
          = mirror_differs (policy, source, &naming->target, &wanted);
      if (mirror_xattrs_wanted (policy))
        naming->differs |= mirror_xattrs_differ (item, source->stx_mode);
    }
  else if (!compare_with_basis (naming, made))
    {
      naming->differs = DIFFERS_NEW;
      return;
    }
  if (!naming->same)
    naming->differs |= mirror_differs_lost (policy, source->stx_mode);
}

/* ITEM, a file like STX, is a further name of RECORD's.  */
static void
link_to (const struct item *item, const struct statx *stx,
         struct link_record *record)
{
  struct worker *worker = item->worker;
  const struct mirror_policy *policy = mirror_policy_of (item);
  struct naming naming = { .item = item, .source = stx };
  struct dirnode *node;
  const char *name;
  struct file_id made;
  links_target (record, &node, &name, &made);
  if (!look_at_target (&naming, made))
    {
      copy_link_give_up (item, LINK_READY, record);
      return;
    }
  find_differences (&naming, made);
  /* The record's name goes with it.  */
  struct dirnode *first = dirnode_ref (node);
  char *copy = policy->tell ? strdup (name) : NULL;
  bool ok = true;
  if (naming.same || policy->dry_run)
    copy_link_give_up (item, LINK_READY, record);
  else
    ok = make (&naming, record);
  if (ok && (!naming.same || policy->tell_unchanged || naming.differs != 0))
    tell_linked (&naming, first, naming.same ? NULL : copy ? copy : "");
  if (ok && naming.differs & DIFFERS_NEW)
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

bool
mirror_links_hold (const struct item *item, const struct statx *stx,
                   struct link_record *record)
{
  struct worker *worker = item->worker;
  struct tree *tree = worker->tree;
  struct mirror *mirror = mirror_of (worker);
  /* Where nothing stands yet, it makes a difference only to those who are told
     which name it was.  */
  if (!record || stx->stx_nlink == 1
      || (mirror->dest_is_new && !policy_is_ordered (tree->policy)))
    return false;
  struct links_name name = { .engine = worker->engine,
                             .cache = &tree->cache,
                             .node = item_node (item),
                             .entry = item->entry,
                             .operand = item->batch->operands,
                             .nlink = stx->stx_nlink };
  struct batch *released;
  /* What cannot wait, for want of memory, goes on.  */
  if (links_hold (tree->links, record, &name, &released) != LINK_WAITS)
    return false;
  if (!atomic_exchange (&mirror->holds, true))
    {
      pthread_mutex_lock (&tree->queue.lock);
      tree->queue.deferred++;
      pthread_mutex_unlock (&tree->queue.lock);
    }
  worker_push_all (worker, released);
  return true;
}

bool
mirror_links_catch_up (struct worker *worker)
{
  struct tree *tree = worker->tree;
  if (!atomic_exchange (&mirror_of (worker)->holds, false))
    return false;
  pthread_mutex_lock (&tree->queue.lock);
  tree->queue.deferred--;
  pthread_mutex_unlock (&tree->queue.lock);
  worker_push_all (worker, links_release_held (tree->links));
  return true;
}
