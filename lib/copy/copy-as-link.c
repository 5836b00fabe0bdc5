/* Links: in place of copies, -l and -s, and copies of symbolic ones.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "copy/copy-as-link.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "dirname.h"
#include "file/metadata.h"
#include "file/stage.h"
#include "tempname.h"
#include "tree/tree-symlinks.h"

/* A link that is to be made.  */
struct making_link
{
  const struct item *item;
  const char *content; /* of a symbolic link; NULL: a hard link */
};

static int
make_link (const struct making_link *making, const char *name)
{
  const struct item *item = making->item;
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  if (making->content)
    return call_symlink (engine, making->content, dirfd, name);
  return call_link (engine, item_dirfd (item, SOURCE),
                    item->entry->name[SOURCE], dirfd, name,
                    item_follows (item) ? AT_SYMLINK_FOLLOW : 0);
}

static int
try_name (char *name, void *arg)
{
  int err = make_link (arg, name);
  errno = -err;
  return err < 0 ? -1 : 0;
}

/* Put the link in the place of what stands at the target, under a temporary
   name that the next run with --atomic knows.  */
static int
replace_staged (struct making_link *making)
{
  const struct item *item = making->item;
  struct stage stage = { .replaces = true,
                         .links = true,
                         .dirfd = item_dirfd (item, TARGET),
                         .name = item->entry->name[TARGET] };
  int err = make_link (making, stage_begin_special (&stage));
  return err < 0 ? err : stage_commit (item->worker->engine, &stage, -1);
}

/* The same under a name as cp gives, which may be in any directory.  */
static int
replace (struct making_link *making)
{
  static const char template[] = "CuXXXXXX";
  const struct item *item = making->item;
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  const char *target = item->entry->name[TARGET];
  size_t dir_size = last_component (target) - target;
  char *name = malloc (dir_size + sizeof template);
  if (!name)
    return -ENOMEM;
  memcpy (name, target, dir_size);
  memcpy (name + dir_size, template, sizeof template);
  int err = try_tempname (name, 0, making, try_name) < 0 ? -errno : 0;
  if (err == 0)
    {
      err = call_rename (engine, dirfd, name, dirfd, target, 0);
      /* Two names of one file are left as they are by a rename.  */
      call_unlink (engine, dirfd, name, 0);
    }
  free (name);
  return err;
}

int
copy_as_link_make (const struct item *item, const char *content, bool replaces)
{
  struct making_link making = { .item = item, .content = content };
  int err = make_link (&making, item->entry->name[TARGET]);
  /* To be asked whether a file shall be replaced is as good as -f for hard
     links, as in cp.  */
  const struct copy_policy *policy = item_policy (item);
  replaces |= policy->force || (policy->interactive && !content);
  if (err == -EEXIST && replaces)
    err = policy->atomic ? replace_staged (&making) : replace (&making);
  return err;
}

/* Link ITEM, a file like STX, to TARGET.  Return whether the link stands.  */
static bool
link_checked (const struct item *item, const struct statx *stx,
              const struct target *target)
{
  item_announce (item, target->backup);
  int err = copy_as_link_make (item, NULL, target->verdict == TARGET_REPLACE);
  if (err < 0)
    {
      item_error (item, err, N_("cannot create hard link %s to %s"), TARGET);
      return false;
    }
  meter_add (&item->worker->meter.others, 1);
  target_made (item, file_id_from_statx (stx));
  return !S_ISLNK (stx->stx_mode) || !tree_symlinks_wanted (item)
         || tree_symlinks_add (item, file_id_from_statx (stx));
}

void
copy_as_hard_link (const struct item *item)
{
  struct worker *worker = item->worker;
  struct statx stx;
  int err = call_statx (worker->engine, item_dirfd (item, SOURCE),
                        item->entry->name[SOURCE],
                        item_follows (item) ? 0 : AT_SYMLINK_NOFOLLOW, &stx);
  if (err < 0)
    {
      item_error (item, err, N_("cannot stat %s"), SOURCE);
      return;
    }
  struct target target;
  bool stands = false;
  target_check (item, &stx, &target);
  if (target.verdict == TARGET_CREATE || target.verdict == TARGET_OVERWRITE
      || target.verdict == TARGET_REPLACE)
    stands = link_checked (item, &stx, &target);
  target_end (item, &target, stands);
}

/* Whether ITEM's target will be in the current directory, from where a
   relative name means what it means to us.  What cannot be looked at is
   taken to be, for it will fail in other ways.  */
static bool
is_in_current_directory (const struct item *item)
{
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  struct statx here, there;
  char *parent = mdir_name (item->entry->name[TARGET]);
  if (!parent)
    return true;
  bool is = (dirfd == AT_FDCWD && strcmp (parent, ".") == 0)
            || call_statx (engine, AT_FDCWD, ".", 0, &here) < 0
            || call_statx (engine, dirfd, parent, 0, &there) < 0
            || file_id_equal (file_id_from_statx (&here),
                              file_id_from_statx (&there));
  free (parent);
  return is;
}

/* Give the link that was just made the times of the source, like STX.  */
static bool
finish_symlink (const struct item *item, const struct statx *stx,
                struct file_id *ret_id)
{
  struct engine *engine = item->worker->engine;
  const struct copy_policy *policy = item_policy (item);
  if (!policy->preserve_timestamps && !policy->preserve_links
      && !item->entry->made && !tree_symlinks_wanted (item))
    return true;
  struct statx made;
  int fd = call_open (engine, item_dirfd (item, TARGET),
                      item->entry->name[TARGET], O_PATH | O_NOFOLLOW, 0);
  int err = fd < 0 ? fd : call_fstatx (engine, fd, &made);
  if (err == 0 && !S_ISLNK (made.stx_mode))
    err = -ESTALE;
  if (err == 0)
    *ret_id = file_id_from_statx (&made);
  if (err == 0 && policy->preserve_timestamps)
    {
      struct timespec times[2];
      metadata_times (stx, times);
      err = call_utimens (engine, (struct handle) { fd, true }, times);
    }
  if (err < 0)
    item_error (item, err, N_("preserving times for %s"), TARGET);
  if (fd >= 0)
    call_close (engine, fd);
  return err == 0;
}

bool
copy_as_symlink (const struct item *item, const struct statx *stx,
                 const struct target *target, struct file_id *ret_id)
{
  char *content = item_path (item, SOURCE);
  int err = content ? 0 : -ENOMEM;
  if (err == 0 && *content != '/' && !is_in_current_directory (item))
    {
      item_error_at (
          item, 0,
          N_ ("%s: can make relative symbolic links only in current directory"),
          TARGET);
      free (content);
      return false;
    }
  if (err == 0)
    err = copy_as_link_make (item, content, target->verdict == TARGET_REPLACE);
  free (content);
  if (err < 0)
    item_error (item, err, N_("cannot create symbolic link %s to %s"), TARGET);
  return err == 0 && finish_symlink (item, stx, ret_id);
}
