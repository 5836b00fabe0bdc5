/* Items: one name to be copied, and what is said about it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/item.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "base/stop.h"
#include "user/report.h"

bool
item_follows (const struct item *item)
{
  if (item->entry->follow)
    return true;
  switch (item_policy (item)->dereference)
    {
    case DEREF_NEVER:
      return false;
    case DEREF_OPERANDS:
      return item->batch->operands;
    case DEREF_ALWAYS:
      return true;
    }
  return false;
}

unsigned int
item_names_expected (const struct item *item, const struct statx *stx)
{
  const struct copy_policy *policy = item_policy (item);
  /* Symbolic links that are followed are further ways to a file; and what
     several operands name, or name and contain, is met again.  */
  bool many_ways
      = policy->dereference == DEREF_ALWAYS
        || (policy->dereference == DEREF_OPERANDS && item->batch->operands);
  if (!policy->preserve_links || (stx->stx_nlink == 1 && !many_ways))
    return 1;
  return many_ways || item->worker->tree->many_operands ? 0 : stx->stx_nlink;
}

char *
item_path (const struct item *item, enum side side)
{
  const char *leaf = item->entry->name[side];
  /* What is mirrored into a directory has no name of its own there.  */
  if (side == TARGET && item_policy (item)->may_vanish
      && strcmp (leaf, ".") == 0)
    leaf = NULL;
  return dirnode_path (item_node (item), side, leaf);
}

/* ITEM's source has gone since its directory was read.  */
static void
note_vanished (const struct item *item)
{
  char *name = item_path (item, SOURCE);
  report_warning (0, _("file has vanished: %s"), name, NULL);
  free (name);
  item->worker->tree->vanished = true;
}

void
item_error (const struct item *item, int err, const char *format,
            enum side first)
{
  /* What a signal broke off is no failure.  */
  if ((err == -EINTR || err == -ECANCELED) && stop_requested ())
    return;
  if (first == SOURCE && err == -ENOENT && item_policy (item)->may_vanish
      && !item->batch->operands)
    {
      note_vanished (item);
      return;
    }
  if (first == SOURCE)
    item->worker->tree->source_failed = true;
  char *name1 = item_path (item, first);
  char *name2 = item_path (item, first == SOURCE ? TARGET : SOURCE);
  report_error (err, gettext (format), name1, name2);
  free (name2);
  free (name1);
}

void
item_error_at (const struct item *item, int err, const char *format,
               enum side side)
{
  char *name = item_path (item, side);
  report_error_at (err, gettext (format), name);
  free (name);
}

void
item_link_error (const struct item *item, int err, const struct dirnode *node,
                 const char *name)
{
  char *target = item_path (item, TARGET);
  char *first = dirnode_path (node, TARGET, name);
  report_error (err, _("cannot create hard link %s to %s"), target, first);
  free (first);
  free (target);
}

void
item_announce (const struct item *item, const char *backup)
{
  if (!item_policy (item)->verbose)
    return;
  char *source = item_path (item, SOURCE);
  char *target = item_path (item, TARGET);
  char *backup_path
      = backup ? dirnode_path (item_node (item), TARGET, backup) : NULL;
  report_copied (source, target, backup_path);
  free (backup_path);
  free (target);
  free (source);
}

void
item_announce_removed (const struct item *item)
{
  if (!item_policy (item)->verbose)
    return;
  char *target = item_path (item, TARGET);
  report_said (_("removed %s\n"), target);
  free (target);
}

void
item_announce_restored (const struct item *item, const char *backup)
{
  if (!item_policy (item)->verbose)
    return;
  char *target = item_path (item, TARGET);
  char *backup_path = dirnode_path (item_node (item), TARGET, backup);
  report_said_both (_("%s -> %s (unbackup)\n"), backup_path, target);
  free (backup_path);
  free (target);
}

void
item_announce_skipped (const struct item *item)
{
  if (!item_policy (item)->debug)
    return;
  char *target = item_path (item, TARGET);
  report_said (_("skipped %s\n"), target);
  free (target);
}

bool
item_ask (const struct item *item, const char *format, mode_t mode)
{
  char *target = item_path (item, TARGET);
  bool yes = report_ask (gettext (format), target, mode);
  free (target);
  return yes;
}
