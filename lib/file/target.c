/* Targets: what stands where a copy is to go, and whether it may.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/target.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "file/resume.h"
#include "file/target-backup.h"
#include "file/target-link.h"
#include "file/target-same.h"
#include "file/target-wanted.h"

int
target_remove (const struct item *item)
{
  int err = call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                         item->entry->name[TARGET], 0);
  if (err == 0)
    item_announce_removed (item);
  return err == -ENOENT ? 0 : err;
}

void
target_made (const struct item *item, struct file_id id)
{
  struct file_id *made = item->entry->made;
  if (made)
    *made = id;
}

void
target_end (const struct item *item, struct target *target, bool stands)
{
  if (target->backup && !stands)
    target_backup_restore (item, target);
  free (target->backup);
  target_link_free (item->worker->engine, target->link);
  target->backup = NULL;
  target->link = NULL;
}

/* Whether a symbolic link at the target is followed, as by cp: where a
   regular file goes, and the link is not to be replaced; or a directory, if
   such links are to be kept.  */
static bool
follows_link (const struct item *item, const struct statx *source_stx)
{
  const struct copy_policy *policy = item_policy (item);
  mode_t mode = source_stx->stx_mode;
  if (S_ISDIR (mode))
    return policy->keep_directory_symlink;
  bool as_regular
      = S_ISREG (mode) || (policy->copy_as_regular && !S_ISLNK (mode));
  return as_regular && policy->making == MAKE_COPIES
         && policy->backup == no_backups && !policy->remove_destination;
}

static bool
check_types (const struct item *item, const struct statx *source,
             const struct statx *target)
{
  bool from_dir = S_ISDIR (source->stx_mode);
  bool to_dir = S_ISDIR (target->stx_mode);
  if (from_dir == to_dir
      || (from_dir && item_policy (item)->backup != no_backups))
    return true;
  item_error (item, 0,
              from_dir
                  ? N_("cannot overwrite non-directory %s with directory %s")
                  : N_("cannot overwrite directory %s with non-directory"),
              TARGET);
  return false;
}

/* Whether STX is what an earlier operand was copied to.  */
static bool
is_just_made (const struct item *item, const struct statx *stx)
{
  const struct file_id *made = item->entry->made;
  return made && made->ino != 0
         && file_id_equal (*made, file_id_from_statx (stx));
}

static void
say_just_made_link (const struct item *item)
{
  item_error (item, 0, N_("will not copy %s through just-created symlink %s"),
              SOURCE);
}

/* Whether what has the name, which may lead nowhere, is no symbolic link
   that an earlier operand was copied to.  */
static bool
check_just_made_link (const struct item *item, const struct target *target)
{
  if (!S_ISLNK (target->stood.stx_mode)
      || item_policy (item)->backup != no_backups
      || !is_just_made (item, &target->stood))
    return true;
  say_just_made_link (item);
  return false;
}

/* Whether TARGET may be replaced, and is not what an earlier operand was
   copied to, which would be lost.  */
static bool
check_just_made (const struct item *item, const struct target *target)
{
  if (S_ISDIR (target->stx.stx_mode)
      || item_policy (item)->backup == numbered_backups
      || !is_just_made (item, &target->stx))
    return check_just_made_link (item, target);
  item_error (item, 0, N_("will not overwrite just-created %s with %s"),
              TARGET);
  return false;
}

/* Whether TARGET has to go before SOURCE can be put in its place: only
   regular files are written into, and not where that would change other
   names that are to stay apart.  */
static bool
must_be_removed (const struct item *item, const struct statx *source,
                 const struct statx *target)
{
  const struct copy_policy *policy = item_policy (item);
  if (S_ISDIR (target->stx_mode))
    return false;
  if (policy->remove_destination)
    return true;
  if (policy->attributes_only)
    return false;
  if (policy->preserve_links && target->stx_nlink > 1)
    return true;
  return !item_follows (item) && !S_ISREG (source->stx_mode);
}

/* TARGET may be replaced: put it aside or away where it has to be.  */
static enum target_verdict
make_way (const struct item *item, const struct statx *source_stx,
          struct target *target)
{
  if (target_backup_is_due (item, target))
    return target_backup_make (item, source_stx, target);
  if (!must_be_removed (item, source_stx, &target->stx))
    return TARGET_OVERWRITE;
  if (item_policy (item)->atomic)
    return TARGET_REPLACE;
  int err = target_remove (item);
  if (err == 0)
    return TARGET_CREATE;
  item_error (item, err, N_("cannot remove %s"), TARGET);
  return TARGET_REFUSED;
}

/* TARGET exists: go through the rules in cp's order.  */
static enum target_verdict
check_existing (const struct item *item, const struct statx *source_stx,
                struct target *target)
{
  const struct copy_policy *policy = item_policy (item);
  enum target_sameness sameness
      = target_wanted_never (policy)
            ? TARGET_DIFFERS
            : target_same_check (item, source_stx, target);
  if (sameness == TARGET_IS_SAME)
    {
      item_error (item, 0, N_("%s and %s are the same file"), SOURCE);
      return TARGET_REFUSED;
    }
  enum target_verdict verdict = target_wanted_check (item, source_stx, target);
  if (verdict != TARGET_OVERWRITE)
    return verdict;
  if (sameness == TARGET_IS_COPY)
    return TARGET_DONE;
  if (resume_is_done (item, source_stx, target))
    return TARGET_CURRENT;
  if (!check_types (item, source_stx, &target->stx)
      || !check_just_made (item, target))
    return TARGET_REFUSED;
  return make_way (item, source_stx, target);
}

/* Looking at TARGET gave ERR.  */
static enum target_verdict
check_error (const struct item *item, const struct target *target, int err)
{
  const struct copy_policy *policy = item_policy (item);
  if (target->link && !check_just_made_link (item, target))
    return TARGET_REFUSED;
  if (err == TARGET_LINK_MADE)
    {
      say_just_made_link (item);
      return TARGET_REFUSED;
    }
  if (err == -ENOENT)
    return TARGET_CREATE;
  /* It cannot be opened; then it will be removed.  */
  if ((err == -ELOOP || err == TARGET_LINK_FOREIGN) && policy->force)
    return TARGET_OVERWRITE;
  if (err == TARGET_LINK_FOREIGN)
    item_error (item, 0,
                N_("not following symbolic link %s, which another user made;"
                   " --remove-destination replaces it"),
                TARGET);
  else
    item_error (item, err, N_("cannot stat %s"), TARGET);
  return TARGET_REFUSED;
}

void
target_check (const struct item *item, const struct statx *source_stx,
              struct target *ret_target)
{
  ret_target->exists = false;
  ret_target->link = NULL;
  ret_target->backup = NULL;
  ret_target->keeps_name = false;
  if (item_node (item)->fresh)
    {
      ret_target->verdict = TARGET_CREATE;
      return;
    }
  int err = target_link_look (item, source_stx, follows_link (item, source_stx),
                              ret_target);
  ret_target->verdict = err < 0 ? check_error (item, ret_target, err)
                                : check_existing (item, source_stx, ret_target);
}
