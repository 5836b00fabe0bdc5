/* Targets: what stands where a copy is to go, and whether it may.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "messages.h"

/* An error that needs no further message.  */
enum
{
  ALREADY_SAID = INT_MIN
};

int
target_remove (const struct item *item)
{
  int err = call_unlink (item->worker->engine, item_dirfd (item, TARGET),
                         item->entry->name[TARGET], 0);
  if (err == 0)
    item_announce_removed (item);
  return err == -ENOENT ? 0 : err;
}

static bool
is_same_file (const struct statx *a, const struct statx *b)
{
  return file_id_equal (file_id_from_statx (a), file_id_from_statx (b));
}

/* Whether both sides of ITEM are one name of one directory.  */
static bool
is_same_name (const struct item *item)
{
  struct statx source, target;
  struct engine *engine = item->worker->engine;
  const struct entry *entry = item->entry;
  return call_statx (engine, item_dirfd (item, SOURCE), entry->name[SOURCE],
                     AT_SYMLINK_NOFOLLOW, &source)
             == 0
         && call_statx (engine, item_dirfd (item, TARGET), entry->name[TARGET],
                        AT_SYMLINK_NOFOLLOW, &target)
                == 0
         && is_same_file (&source, &target) && source.stx_nlink == 1;
}

/* Whether ITEM's two names lead to one file, of which SOURCE and TARGET
   say what stands there: a symbolic link may stand beside what it leads to,
   and copying the one to the other would lose the file.  */
static bool
leads_to_same_file (const struct item *item, const struct statx *source,
                    const struct statx *target)
{
  struct engine *engine = item->worker->engine;
  const struct entry *entry = item->entry;
  struct statx followed[SIDES];
  if (S_ISLNK (source->stx_mode) == S_ISLNK (target->stx_mode))
    return is_same_file (source, target);
  for (int side = 0; side < SIDES; side++)
    if (call_statx (engine, item_dirfd (item, side), entry->name[side], 0,
                    &followed[side])
        < 0)
      return false;
  return is_same_file (&followed[SOURCE], &followed[TARGET]);
}

/* SOURCE and TARGET stand there: may the one be copied to the other?  */
static enum target_verdict
check_same (const struct item *item, const struct statx *source,
            const struct statx *target)
{
  const struct copy_policy *policy = item_policy (item);
  bool to_link = S_ISLNK (target->stx_mode);
  if (policy->making == MAKE_SYMLINKS && to_link)
    return TARGET_OVERWRITE;
  if (policy->making == MAKE_HARD_LINKS)
    return is_same_file (source, target)
                   || (policy->dereference == DEREF_NEVER && !to_link
                       && leads_to_same_file (item, source, target))
               ? TARGET_SAME_LINK
               : TARGET_OVERWRITE;
  if (!leads_to_same_file (item, source, target))
    return TARGET_OVERWRITE;
  if (S_ISLNK (source->stx_mode) && S_ISLNK (target->stx_mode)
      && !is_same_name (item))
    return TARGET_SAME_LINK; /* two names of one symbolic link */
  item_error (item, 0, N_("%s and %s are the same file"), SOURCE);
  return TARGET_REFUSED;
}

static enum target_verdict
check_types (const struct item *item, const struct statx *source,
             const struct statx *target)
{
  bool from_dir = S_ISDIR (source->stx_mode);
  bool to_dir = S_ISDIR (target->stx_mode);
  if (from_dir && !to_dir)
    {
      item_error (item, 0,
                  N_("cannot overwrite non-directory %s with directory %s"),
                  TARGET);
      return TARGET_REFUSED;
    }
  if (!from_dir && to_dir)
    {
      item_error (item, 0,
                  N_("cannot overwrite directory %s with non-directory"),
                  TARGET);
      return TARGET_REFUSED;
    }
  return TARGET_OVERWRITE;
}

/* Whether TARGET has to go before SOURCE can be put in its place: only
   regular files are written into, and not where that would change other
   names that are to stay apart.  */
static bool
must_be_removed (const struct item *item, const struct statx *source,
                 const struct statx *target)
{
  const struct copy_policy *policy = item_policy (item);
  if (S_ISDIR (target->stx_mode) || policy->attributes_only)
    return false;
  if (policy->preserve_links && target->stx_nlink > 1)
    return true;
  return policy->dereference == DEREF_NEVER && !S_ISREG (source->stx_mode);
}

enum target_verdict
target_check (const struct item *item, const struct statx *source_stx,
              struct statx *ret_stx)
{
  if (item_node (item)->fresh)
    return TARGET_CREATE;
  /* As cp: a regular file goes where a symbolic link there points.  */
  bool follow = S_ISDIR (source_stx->stx_mode)
                    ? item_policy (item)->keep_directory_symlink
                    : item_policy (item)->making == MAKE_COPIES
                          && (S_ISREG (source_stx->stx_mode)
                              || (item_policy (item)->copy_as_regular
                                  && !S_ISDIR (source_stx->stx_mode)
                                  && !S_ISLNK (source_stx->stx_mode)));
  struct statx stx;
  int err = call_statx (item->worker->engine, item_dirfd (item, TARGET),
                        item->entry->name[TARGET],
                        follow ? 0 : AT_SYMLINK_NOFOLLOW, &stx);
  if (err == -ENOENT)
    return TARGET_CREATE;
  if (err == -ELOOP && item_policy (item)->force)
    {
      /* It cannot be opened; then it will be removed.  */
      *ret_stx = (struct statx) { .stx_mode = S_IFLNK };
      return TARGET_OVERWRITE;
    }
  if (err < 0)
    {
      item_error (item, err, N_("cannot stat %s"), TARGET);
      return TARGET_REFUSED;
    }
  enum target_verdict verdict = check_same (item, source_stx, &stx);
  if (verdict == TARGET_OVERWRITE)
    verdict = check_types (item, source_stx, &stx);
  if (verdict == TARGET_OVERWRITE && must_be_removed (item, source_stx, &stx))
    {
      err = target_remove (item);
      if (err < 0)
        {
          item_error (item, err, N_("cannot remove %s"), TARGET);
          return TARGET_REFUSED;
        }
      verdict = TARGET_CREATE;
    }
  *ret_stx = stx;
  return verdict;
}

static int
open_target (const struct item *item, int flags, mode_t mode)
{
  struct worker *worker = item->worker;
  int fd = call_open (worker->engine, item_dirfd (item, TARGET),
                      item->entry->name[TARGET], O_WRONLY | flags, mode);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, item_dirfd (item, TARGET),
                    item->entry->name[TARGET], O_WRONLY | flags, mode);
  return fd;
}

/* Open what stands there; with -f, out of the way with what cannot be
   opened.  */
static int
open_existing (const struct item *item, mode_t mode, struct target_file *file)
{
  file->is_new = false;
  int keep = item_policy (item)->attributes_only;
  int fd = open_target (item, keep ? 0 : O_TRUNC, 0);
  if (fd >= 0 || !item_policy (item)->force || fd == -EMFILE)
    return fd;
  int err = target_remove (item);
  if (err < 0)
    {
      item_error (item, err, N_("cannot remove %s"), TARGET);
      return ALREADY_SAID;
    }
  file->is_new = true;
  return open_target (item, O_CREAT | O_EXCL, mode);
}

/* A name that was not there a moment ago is: a dangling symbolic link, or
   something that came meanwhile.  */
static int
open_after_eexist (const struct item *item, mode_t mode)
{
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  const char *name = item->entry->name[TARGET];
  struct statx stx, followed;
  int err = call_statx (engine, dirfd, name, AT_SYMLINK_NOFOLLOW, &stx);
  if (err == 0 && S_ISLNK (stx.stx_mode)
      && call_statx (engine, dirfd, name, 0, &followed) == -ENOENT)
    {
      if (item_policy (item)->posix_links)
        return open_target (item, O_CREAT, mode);
      item_error (item, 0, N_("not writing through dangling symlink %s"),
                  TARGET);
      return ALREADY_SAID;
    }
  if (item_node (item)->fresh)
    {
      /* Made by us: the file system folds cases, and these two names are
         one to it.  */
      item_error (item, 0, N_("will not overwrite just-created %s with %s"),
                  TARGET);
      return ALREADY_SAID;
    }
  return -EEXIST; /* somebody else made it meanwhile */
}

static bool
ends_in_slash (const char *name)
{
  size_t len = strlen (name);
  return len > 0 && name[len - 1] == '/';
}

bool
target_open (const struct item *item, enum target_verdict verdict, mode_t mode,
             struct target_file *file)
{
  if (verdict == TARGET_OVERWRITE)
    {
      file->fd = open_existing (item, mode, file);
      if (file->fd == -ENOENT) /* it went meanwhile */
        verdict = TARGET_CREATE;
    }
  if (verdict == TARGET_CREATE)
    {
      file->is_new = true;
      file->fd = open_target (item, O_CREAT | O_EXCL, mode);
      if (file->fd == -EEXIST)
        file->fd = open_after_eexist (item, mode);
    }
  if (file->fd == ALREADY_SAID)
    return false;
  /* Better than "Is a directory" for what does not exist.  */
  if (file->fd == -EISDIR && ends_in_slash (item->entry->name[TARGET]))
    file->fd = -ENOTDIR;
  if (file->fd < 0)
    item_error (item, file->fd, N_("cannot create regular file %s"), TARGET);
  return file->fd >= 0;
}
