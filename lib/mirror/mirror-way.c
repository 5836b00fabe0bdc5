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
#include "file/enter-dir.h"
#include "mirror/mirror-backup.h"
#include "mirror/mirror-delete.h"
#include "mirror/mirror-dir.h"
#include "mirror/mirror-tell.h"
#include "tree/walk.h"

/* Whether the directory that stands at ITEM's target has any names.  */
static bool
holds_names (const struct item *item)
{
  struct engine *engine = item->worker->engine;
  _Alignas(struct linux_dirent64) char names[1024];
  int fd
      = call_open (engine, item_dirfd (item, TARGET), item->entry->name[TARGET],
                   O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
  int n = fd < 0 ? fd : call_getdents (engine, fd, names, sizeof names);
  if (fd >= 0)
    call_close (engine, fd);
  return n > 0 && walk_count (names, n) > 0;
}

/* Remove ITEM's target, a directory, if it is empty, or find out whether a run
   that is not dry would.  0 or -errno.  */
static int
remove_empty (const struct item *item)
{
  if (mirror_policy_of (item)->dry_run)
    return holds_names (item) ? -ENOTEMPTY : 0;
  return call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                      item->entry->name[TARGET], AT_REMOVEDIR);
}

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
  int err = remove_empty (item);
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
  bool dry_run = mirror_policy_of (item)->dry_run;
  if (dry_run && is_directory)
    return remove_directory (item);
  /* A regular file is put aside when its successor is complete.  */
  if (dry_run || (replaces && S_ISREG (mode)))
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

/* Whether the directory FD is below DEST, or is it.  */
static bool
is_in_dest (const struct item *item, int fd)
{
  struct engine *engine = item->worker->engine;
  struct statx stx, dest;
  struct file_id last = { 0 };
  bool found = false, more = true;
  int up = -1;
  int err = call_fstatx (engine, mirror_of (item->worker)->dest_fd, &dest);
  for (int at = fd; err == 0 && more && !found; at = up)
    {
      err = call_fstatx (engine, at, &stx);
      struct file_id id = file_id_from_statx (&stx);
      found = err == 0 && file_id_equal (id, file_id_from_statx (&dest));
      more = err == 0 && !found && !file_id_equal (id, last);
      last = id;
      int next
          = more ? call_open (engine, at, "..", O_PATH | O_DIRECTORY, 0) : -1;
      if (up >= 0)
        call_close (engine, up);
      up = next;
      more &= next >= 0;
    }
  if (up >= 0)
    call_close (engine, up);
  return found;
}

int
mirror_way_open (const struct item *item, struct dirnode *node)
{
  int fd = enter_dir_open (item, node, TARGET, false);
  if (!mirror_policy_of (item)->keep_dirlinks
      || (fd != -ENOTDIR && fd != -ELOOP))
    return fd;
  fd = enter_dir_open (item, node, TARGET, true);
  if (fd < 0 || is_in_dest (item, fd))
    return fd;
  call_close (item->worker->engine, fd);
  return -EXDEV;
}
