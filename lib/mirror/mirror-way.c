/* What stands where something is to be made.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-way.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "mirror/mirror-backup.h"
#include "mirror/mirror-delete.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-tell.h"

/* Remove the directory that stands at ITEM's target.  0 or -errno, all
   said.  */
static int
remove_directory (const struct item *item)
{
  const struct mirror_policy *policy = mirror_policy_of (item);
  if (policy->force || policy->delete != DELETE_NONE)
    {
      if (mirror_delete_way (item, DT_DIR))
        return 0;
      item_error (item, 0, N_("cannot replace %s, of which something stays"),
                  TARGET);
      return -ENOTEMPTY;
    }
  int err = call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                         item->entry->name[TARGET], AT_REMOVEDIR);
  if (err == -ENOTEMPTY || err == -EEXIST)
    {
      mirror_tell_note (item, NOTE_NOT_EMPTY, S_IFDIR, NULL);
      item_error (item, 0,
                  N_("cannot replace %s, a directory that is not empty"),
                  TARGET);
    }
  else if (err < 0)
    item_error (item, err, N_("cannot remove %s"), TARGET);
  return err;
}

int
mirror_way_clear (const struct item *item, mode_t mode,
                  const struct statx *existing)
{
  bool is_directory = S_ISDIR (existing->stx_mode);
  bool replaces = !is_directory && !S_ISDIR (mode);
  /* A regular file is put aside when its successor is complete.  */
  if (mirror_policy_of (item)->dry_run || (replaces && S_ISREG (mode)))
    return replaces;
  mirror_directory_touch (item->worker, item_node (item));
  if (is_directory)
    return remove_directory (item);
  if (!mirror_backup_put_aside (item,
                                replaces ? RELOCATE_LINKS : RELOCATE_MOVES))
    return -EIO;
  if (replaces)
    return 1;
  int err = call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                         item->entry->name[TARGET], 0);
  if (err == -ENOENT) /* it was put aside */
    err = 0;
  if (err < 0)
    item_error (item, err, N_("cannot remove %s"), TARGET);
  return err;
}
