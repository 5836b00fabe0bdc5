/* Targets: opening what is to be written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/target-open.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "base/messages.h"
#include "file/copy-partial.h"
#include "file/copy-reuse.h"
#include "file/resume.h"
#include "file/target-link.h"
#include "file/target-same.h"

/* An error that needs no further message.  */
enum
{
  ALREADY_SAID = INT_MIN
};

/* A name in a directory that is pinned.  */
struct place
{
  int dirfd;
  const char *name;
};

static struct place
item_place (const struct item *item)
{
  return (struct place) { item_dirfd (item, TARGET),
                          item->entry->name[TARGET] };
}

static struct place
link_place (const struct target_link *link)
{
  return (struct place) { link->dirfd, link->name };
}

static int
open_place (const struct item *item, struct place place, int flags, mode_t mode)
{
  struct worker *worker = item->worker;
  int fd = call_open (worker->engine, place.dirfd, place.name, O_WRONLY | flags,
                      mode);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, place.dirfd, place.name, O_WRONLY | flags,
                    mode);
  return fd;
}

static int
create (const struct item *item, struct place place, mode_t mode,
        struct target_file *file)
{
  file->is_new = true;
  if (!item_policy (item)->atomic)
    return open_place (item, place, O_CREAT | O_EXCL, mode);
  file->stage.dirfd = place.dirfd;
  file->stage.name = place.name;
  if (file->resumes)
    {
      int fd = item_policy (item)->resume
                   ? resume_open (item, &file->stage)
                   : copy_partial_open (item, &file->stage);
      if (fd != -EBUSY)
        return fd;
      file->resumes = false;
    }
  return stage_open (item, mode, &file->stage);
}

bool
target_open_replaces (const struct item *item, const struct target *target)
{
  if (!item_policy (item)->atomic)
    return false;
  if (target->verdict == TARGET_REPLACE)
    return true;
  if (item_policy (item)->inplace)
    return false;
  return target->verdict == TARGET_OVERWRITE && target->exists
         && !item_policy (item)->attributes_only
         && S_ISREG (target->stx.stx_mode)
         && !(target->link && target->link->magic);
}

bool
target_open_elsewhere (const struct target *target)
{
  return target->verdict == TARGET_OVERWRITE && target->link
         && target->link->owns_dirfd;
}

/* Begin with what is to take the place of TARGET.  */
static int
open_replacement (const struct item *item, const struct target *target,
                  mode_t mode, struct target_file *file)
{
  bool follows = target->verdict == TARGET_OVERWRITE && target->link;
  file->stage.replaces = true;
  return create (item, follows ? link_place (target->link) : item_place (item),
                 mode, file);
}

/* Files that are there and being written.  Two names of one file, hard or
   symbolic links in the destination, may have come to two workers: the one
   waits for the other, so that the file is one source's in the end and no
   mixture.  Nobody waits who has one himself.  */

static bool
is_claimed (const struct tree *tree, const struct target_file *file)
{
  for (const struct target_file *other = tree->claimed; other;
       other = other->next_claimed)
    if (target_same_file (&other->stx, &file->stx))
      return true;
  return false;
}

static void
claim (struct tree *tree, struct target_file *file)
{
  pthread_mutex_lock (&tree->lock);
  while (is_claimed (tree, file))
    pthread_cond_wait (&tree->unclaimed, &tree->lock);
  file->claimed = true;
  file->next_claimed = tree->claimed;
  tree->claimed = file;
  pthread_mutex_unlock (&tree->lock);
}

void
target_open_end (const struct item *item, struct target_file *file)
{
  struct tree *tree = item->worker->tree;
  if (!file->claimed)
    return;
  pthread_mutex_lock (&tree->lock);
  struct target_file **at = &tree->claimed;
  while (*at != file)
    at = &(*at)->next_claimed;
  *at = file->next_claimed;
  file->claimed = false;
  pthread_cond_broadcast (&tree->unclaimed);
  pthread_mutex_unlock (&tree->lock);
}

/* Whether FILE, which is open, may be written in place of what was looked
   at, TARGET.  Another regular file may have come to the name meanwhile,
   which is none of our business as long as it is not the source and has no
   other names.  */
static bool
may_write (const struct target *target, const struct statx *source_stx,
           const struct target_file *file)
{
  const struct statx *stx = &file->stx;
  if (target_same_file (stx, &target->stx))
    return true;
  return S_ISREG (target->stx.stx_mode) && S_ISREG (stx->stx_mode)
         && stx->stx_nlink == 1 && !target_same_file (stx, source_stx);
}

/* FD is open: make sure of it and empty it, unless what it holds is to be
   reused.  0 or -errno.  */
static int
take_over (const struct item *item, const struct target *target,
           const struct statx *source_stx, struct target_file *file, int fd)
{
  struct engine *engine = item->worker->engine;
  int err = call_fstatx (engine, fd, &file->stx);
  if (err == 0 && !may_write (target, source_stx, file))
    err = -ESTALE;
  if (err < 0)
    return err;
  claim (item->worker->tree, file);
  file->keeps = copy_reuse_is_due (item, source_stx, &file->stx);
  if (S_ISREG (file->stx.stx_mode) && !item_policy (item)->attributes_only
      && !file->keeps)
    err = call_ftruncate (engine, fd, 0);
  if (err < 0)
    target_open_end (item, file);
  return err;
}

/* Open what stands there as it is.  */
static int
open_as_is (const struct item *item, const struct target *target)
{
  const struct target_link *link = target->link;
  if (!target->exists)
    return -ELOOP; /* -f shall remove it */
  if (link && link->magic)
    return open_place (item, link_place (link), 0, 0);
  struct place place = link ? link_place (link) : item_place (item);
  if (!S_ISREG (target->stx.stx_mode))
    return open_place (item, place, O_NOFOLLOW, 0);
  /* Should it be a fifo by now, do not wait for a reader.  But a lease is
     to be waited for.  */
  int flags = O_NOFOLLOW | O_NOCTTY;
  int fd = open_place (item, place, flags | O_NONBLOCK, 0);
  return fd == -EAGAIN ? open_place (item, place, flags, 0) : fd;
}

/* Open what stands there; with -f, out of the way with what cannot be
   opened.  */
static int
open_existing (const struct item *item, const struct target *target,
               const struct statx *source_stx, mode_t mode,
               struct target_file *file)
{
  int fd = open_as_is (item, target);
  if (fd >= 0)
    {
      int err = take_over (item, target, source_stx, file, fd);
      if (err == 0)
        return fd;
      call_close (item->worker->engine, fd);
      fd = err;
    }
  else if (fd == -ELOOP || fd == -ENXIO)
    fd = target->exists && S_ISREG (target->stx.stx_mode) ? -ESTALE : fd;
  if (fd == -ENOENT)
    return create (item, item_place (item), mode, file); /* it went */
  if (!item_policy (item)->force || fd == -EMFILE)
    return fd;
  int err = target_remove (item);
  if (err == 0)
    return create (item, item_place (item), mode, file);
  item_error (item, err, N_("cannot remove %s"), TARGET);
  return ALREADY_SAID;
}

/* A name that was not there a moment ago is: a dangling symbolic link, or
   something that came meanwhile.  */
static int
open_after_eexist (const struct item *item, const struct target *target,
                   mode_t mode, struct target_file *file)
{
  const struct target_link *link = target->link;
  if (link && link->dangling)
    {
      if (item_policy (item)->posix_links && strchr (link->name, '/') == NULL)
        return create (item, link_place (link), mode, file);
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

/* Say why ITEM's target cannot be made.  */
static void
say_not_made (const struct item *item, int err)
{
  /* Better than "Is a directory" for what does not exist.  */
  if ((err == -EISDIR || err == -ENOENT)
      && ends_in_slash (item->entry->name[TARGET]))
    err = -ENOTDIR;
  if (err == -ESTALE)
    item_error (item, 0, N_("%s was replaced while being copied"), TARGET);
  else if (err != ALREADY_SAID)
    item_error (item, err, N_("cannot create regular file %s"), TARGET);
}

bool
target_open_commit (const struct item *item, struct target_file *file)
{
  const struct worker_ops *ops = item->worker->tree->ops;
  if (file->stage.kind != STAGE_NONE && file->stage.replaces && ops->replacing
      && !ops->replacing (item))
    {
      target_open_drop (item, file);
      return false;
    }
  int err = stage_commit (item->worker->engine, &file->stage, file->fd);
  if (err == -EEXIST && item_node (item)->fresh)
    item_error (item, 0, N_("will not overwrite just-created %s with %s"),
                TARGET);
  else if (err < 0)
    say_not_made (item, err);
  return err == 0;
}

void
target_open_drop (const struct item *item, struct target_file *file)
{
  stage_drop (item->worker->engine, &file->stage);
}

bool
target_open (const struct item *item, const struct target *target,
             const struct statx *source_stx, mode_t mode,
             struct target_file *ret_file)
{
  int fd;
  ret_file->is_new = false;
  ret_file->claimed = false;
  ret_file->stage = (struct stage) { .kind = STAGE_NONE };
  ret_file->keeps = false;
  ret_file->resumes = resume_is_large (item, source_stx)
                      || copy_partial_is_wanted (item, source_stx);
  if (target_open_replaces (item, target))
    fd = open_replacement (item, target, mode, ret_file);
  else if (target->verdict == TARGET_OVERWRITE)
    fd = open_existing (item, target, source_stx, mode, ret_file);
  else if (target->link && target->link->dangling && item_policy (item)->atomic)
    fd = open_after_eexist (item, target, mode, ret_file);
  else
    {
      fd = create (item, item_place (item), mode, ret_file);
      if (fd == -EEXIST)
        fd = open_after_eexist (item, target, mode, ret_file);
    }
  ret_file->fd = fd;
  if (fd < 0)
    say_not_made (item, fd);
  return fd >= 0;
}
