/* Targets: whether source and target are one file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/target-same.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "dirname.h"

bool
target_same_file (const struct statx *a, const struct statx *b)
{
  return file_id_equal (file_id_from_statx (a), file_id_from_statx (b));
}

/* The directory that ITEM's name on SIDE stands in.  */
static bool
find_parent (const struct item *item, enum side side, struct file_id *ret_id)
{
  const struct dirnode *node = item_node (item);
  if (node->parent)
    {
      *ret_id = node->id[side];
      return true;
    }
  struct statx stx;
  char *directory = mdir_name (item->entry->name[side]);
  bool ok = directory
            && call_statx (item->worker->engine, item_dirfd (item, side),
                           directory, 0, &stx)
                   == 0;
  free (directory);
  if (ok)
    *ret_id = file_id_from_statx (&stx);
  return ok;
}

/* Whether both sides of ITEM are one name of one directory.  */
static bool
is_same_name (const struct item *item)
{
  const char *source = last_component (item->entry->name[SOURCE]);
  const char *target = last_component (item->entry->name[TARGET]);
  size_t len = base_len (source);
  struct file_id id[SIDES];
  return len == base_len (target) && memcmp (source, target, len) == 0
         && find_parent (item, SOURCE, &id[SOURCE])
         && find_parent (item, TARGET, &id[TARGET])
         && file_id_equal (id[SOURCE], id[TARGET]);
}

/* What is compared: what is copied to what, and what has the names.  */
struct pair
{
  const struct item *item;
  const struct statx *stx[SIDES];
  struct statx name_stx[SIDES];
};

static bool
is_link (const struct pair *pair, enum side side)
{
  return S_ISLNK (pair->name_stx[side].stx_mode);
}

static bool
is_one_inode (const struct pair *pair)
{
  return target_same_file (&pair->name_stx[SOURCE], &pair->name_stx[TARGET]);
}

/* Both are symbolic links, and copied as such.  */
static enum target_sameness
compare_links (const struct pair *pair)
{
  if (is_same_name (pair->item))
    return TARGET_IS_SAME;
  bool linked = target_same_file (pair->stx[SOURCE], pair->stx[TARGET]);
  return linked && item_policy (pair->item)->backup == no_backups
             ? TARGET_IS_COPY
             : TARGET_DIFFERS;
}

/* The target is put aside first.  That must not take the source along, nor
   leave a symbolic link to it dangling.  */
static enum target_sameness
compare_for_backup (const struct pair *pair)
{
  bool loses = is_one_inode (pair)
                   ? is_same_name (pair->item)
                   : (item_follows (pair->item) && is_link (pair, SOURCE)
                      && !is_link (pair, TARGET));
  return loses ? TARGET_IS_SAME : TARGET_DIFFERS;
}

/* Whether removing the target first leaves the source as it is.  */
static bool
may_remove_first (const struct pair *pair)
{
  return item_policy (pair->item)->remove_destination
         && (is_link (pair, TARGET)
             || (is_one_inode (pair) && pair->name_stx[TARGET].stx_nlink > 1
                 && !is_same_name (pair->item)));
}

/* Whether the two names lead to different files, or one leads nowhere.  */
static bool
lead_apart (const struct pair *pair)
{
  struct statx followed[SIDES];
  const struct item *item = pair->item;
  for (int side = 0; side < SIDES; side++)
    if (!is_link (pair, side))
      followed[side] = pair->name_stx[side];
    else if (call_statx (item->worker->engine, item_dirfd (item, side),
                         item->entry->name[side], 0, &followed[side])
             < 0)
      return true;
  return !target_same_file (&followed[SOURCE], &followed[TARGET]);
}

/* Links are not followed to the source.  */
static enum target_sameness
compare_unfollowed (const struct pair *pair)
{
  if (lead_apart (pair))
    return TARGET_DIFFERS;
  if (item_policy (pair->item)->making == MAKE_HARD_LINKS)
    return is_link (pair, TARGET) ? TARGET_DIFFERS : TARGET_IS_COPY;
  return TARGET_IS_SAME;
}

/* What has the names of PAIR is known: judge.  */
static enum target_sameness
compare_names (const struct pair *pair)
{
  const struct copy_policy *policy = item_policy (pair->item);
  if (policy->backup != no_backups)
    return compare_for_backup (pair);
  if (may_remove_first (pair))
    return TARGET_DIFFERS;
  if (!is_link (pair, SOURCE) && !is_link (pair, TARGET)
      && !is_one_inode (pair))
    return TARGET_DIFFERS;
  if (policy->making == MAKE_SYMLINKS && is_link (pair, TARGET))
    return TARGET_DIFFERS;
  return item_follows (pair->item) ? TARGET_IS_SAME : compare_unfollowed (pair);
}

enum target_sameness
target_same_check (const struct item *item, const struct statx *source_stx,
                   const struct target *target)
{
  struct pair pair = { .item = item, .stx = { source_stx, &target->stx } };
  if (item_policy (item)->making == MAKE_HARD_LINKS
      && target_same_file (source_stx, &target->stx))
    return TARGET_IS_COPY;
  if (!item_follows (item))
    {
      if (S_ISLNK (source_stx->stx_mode) && S_ISLNK (target->stx.stx_mode))
        return compare_links (&pair);
      pair.name_stx[SOURCE] = *source_stx;
      pair.name_stx[TARGET] = target->stx;
      return compare_names (&pair);
    }
  if (!target_same_file (source_stx, &target->stx)
      || call_statx (item->worker->engine, item_dirfd (item, SOURCE),
                     item->entry->name[SOURCE], AT_SYMLINK_NOFOLLOW,
                     &pair.name_stx[SOURCE])
             < 0)
    return TARGET_DIFFERS;
  pair.name_stx[TARGET] = target->stood;
  if (is_link (&pair, SOURCE) && is_link (&pair, TARGET)
      && item_policy (item)->remove_destination)
    return TARGET_DIFFERS;
  return compare_names (&pair);
}
