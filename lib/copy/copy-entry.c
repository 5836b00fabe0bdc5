/* Copying an entry: what kind of file a name is, and who copies that kind.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/copy-entry.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "copy/copy-as-link.h"
#include "copy/copy-dir.h"
#include "copy/copy-special.h"
#include "copy/tree-filter.h"
#include "file/copy-file.h"

/* Find out what ITEM is.  Return a DT_*, or DT_UNKNOWN after saying why it
   cannot be found.  */
static unsigned char
look (const struct item *item)
{
  struct statx stx;
  int err = call_statx (item->worker->engine, item_dirfd (item, SOURCE),
                        item->entry->name[SOURCE],
                        item_follows (item) ? 0 : AT_SYMLINK_NOFOLLOW, &stx);
  if (err < 0)
    {
      item_error (item, err, N_("cannot stat %s"), SOURCE);
      return DT_UNKNOWN;
    }
  return IFTODT (stx.stx_mode);
}

/* Whether the directory's word on what ENTRY is will do.  */
static bool
is_known (const struct item *item)
{
  switch (item->entry->type)
    {
    case DT_UNKNOWN:
      return false;
    case DT_LNK:
      return !item_follows (item);
    default:
      return true;
    }
}

/* Whether the user wants ENTRY, which is ITEM's, left out.  What it is will
   be looked at only if that decides.  */
static bool
is_left_out (const struct item *item, struct entry *entry)
{
  if (is_known (item))
    return tree_filter_excludes (item, entry->type == DT_DIR);
  bool as_directory = tree_filter_excludes (item, true);
  if (as_directory == tree_filter_excludes (item, false))
    return as_directory;
  entry->type = look (item);
  return entry->type == DT_UNKNOWN || as_directory == (entry->type == DT_DIR);
}

static void
enter_directory (const struct item *item)
{
  if (item_policy (item)->recursive)
    copy_directory (item);
  else
    item_error (item, 0, N_("-r not specified; omitting directory %s"), SOURCE);
}

/* Whether ITEM, of a kind TYPE, is linked to and not copied; then it was
   dealt with.  */
static bool
make_link (const struct item *item, unsigned char type)
{
  if (type == DT_DIR || type == DT_UNKNOWN)
    return false;
  switch (item_policy (item)->making)
    {
    case MAKE_COPIES:
      return false;
    case MAKE_HARD_LINKS:
      copy_as_hard_link (item);
      return true;
    case MAKE_SYMLINKS:
      copy_special (item);
      return true;
    }
  return false;
}

bool
copy_entry (struct worker *worker, struct batch *batch, struct entry *entry,
            struct job *job)
{
  struct item item = { worker, batch, entry };
  if (item_policy (&item)->filter && is_left_out (&item, entry))
    {
      worker_entry_done (worker, batch);
      return true;
    }
  if (!is_known (&item))
    entry->type = look (&item);
  if (make_link (&item, entry->type))
    {
      worker_entry_done (worker, batch);
      return true;
    }
  switch (entry->type)
    {
    case DT_REG:
      return job_start (job, worker, batch, entry);
    case DT_DIR:
      enter_directory (&item);
      break;
    case DT_UNKNOWN:
      break;
    case DT_LNK:
      copy_special (&item);
      break;
    default:
      if (item_policy (&item)->copy_as_regular)
        return job_start (job, worker, batch, entry);
      copy_special (&item);
      break;
    }
  worker_entry_done (worker, batch);
  return true;
}

void
copy_changed (const struct item *item)
{
  unsigned char type = look (item);
  if (type == DT_UNKNOWN)
    return;
  if (type == DT_DIR)
    {
      if (!item_policy (item)->filter || !tree_filter_excludes (item, true))
        enter_directory (item);
    }
  else if (type == DT_REG
           || (type != DT_LNK && item_policy (item)->copy_as_regular))
    item_error (item, 0, N_("%s was replaced while being copied"), SOURCE);
  else
    copy_special (item);
}
