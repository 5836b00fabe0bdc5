/* Parts: what could not be completed stays, and is gone on with.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-partial.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "dirname.h"
#include "tree/job.h"

/* The directory for parts of ITEM's, or -errno.  One that the user has not
   named in full is nobody else's link to follow.  */
static int
open_directory (const struct item *item)
{
  const char *name = item_policy (item)->partial_dir;
  int no_follow = name[0] == '/' ? 0 : O_NOFOLLOW;
  return call_open (item->worker->engine, item_dirfd (item, TARGET), name,
                    O_PATH | O_DIRECTORY | no_follow, 0);
}

/* ITEM's last name.  */
static const char *
leaf (const struct item *item)
{
  return last_component (item->entry->name[TARGET]);
}

static int
keep_in_directory (const struct item *item, struct target_file *file)
{
  struct engine *engine = item->worker->engine;
  int dirfd = open_directory (item);
  if (dirfd == -ENOENT)
    {
      call_mkdir (engine, item_dirfd (item, TARGET),
                  item_policy (item)->partial_dir, S_IRWXU);
      dirfd = open_directory (item);
    }
  if (dirfd < 0)
    return dirfd;
  int err = stage_leave (engine, &file->stage, file->fd, dirfd, leaf (item));
  call_close (engine, dirfd);
  return err;
}

bool
copy_partial_keep (const struct item *item, struct target_file *file)
{
  struct statx stx;
  struct engine *engine = item->worker->engine;
  struct stage *stage = &file->stage;
  const struct copy_policy *policy = item_policy (item);
  if (!policy->keep_partial || stage->kind == STAGE_NONE
      || call_fstatx (engine, file->fd, &stx) < 0 || stx.stx_size == 0)
    return false;
  return (policy->partial_dir ? keep_in_directory (item, file)
                              : stage_leave (engine, stage, file->fd,
                                             stage->dirfd, stage->name))
         == 0;
}

bool
copy_partial_is_wanted (const struct item *item, const struct statx *stx)
{
  return item_policy (item)->partial_dir && S_ISREG (stx->stx_mode)
         && stx->stx_size >= JOB_SMALL_MAX;
}

/* Whether FD, a part's, may be gone on with: made by this user, and with no
   other name that would be written too.  */
static bool
is_ours (const struct item *item, int fd)
{
  struct statx stx;
  struct engine *engine = item->worker->engine;
  return call_fstatx (engine, fd, &stx) == 0 && S_ISREG (stx.stx_mode)
         && stx.stx_uid == item->worker->tree->euid && stx.stx_nlink == 1
         && ((stx.stx_mode & 07777) == (S_IRUSR | S_IWUSR)
             || call_chmod (engine, (struct handle) { fd, false },
                            S_IRUSR | S_IWUSR)
                    == 0);
}

/* Take the part in DIRFD over, under STAGE's temporary name.  */
static int
take_over (const struct item *item, struct stage *stage, int dirfd)
{
  struct engine *engine = item->worker->engine;
  int fd = call_open (engine, dirfd, leaf (item),
                      O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  if (fd < 0)
    return -EBUSY;
  temporary_name (stage->temporary);
  if (is_ours (item, fd)
      && call_rename (engine, dirfd, leaf (item), stage->dirfd,
                      stage->temporary, 0)
             == 0)
    {
      stage->kind = STAGE_NAMED;
      return fd;
    }
  call_close (engine, fd);
  return -EBUSY;
}

int
copy_partial_open (const struct item *item, struct stage *stage)
{
  int dirfd = open_directory (item);
  if (dirfd < 0)
    return -EBUSY;
  int fd = take_over (item, stage, dirfd);
  call_close (item->worker->engine, dirfd);
  return fd;
}

void
copy_partial_forget (const struct item *item)
{
  struct engine *engine = item->worker->engine;
  const char *name = item_policy (item)->partial_dir;
  if (!name)
    return;
  int dirfd = open_directory (item);
  if (dirfd < 0)
    return;
  call_unlink (engine, dirfd, leaf (item), 0);
  call_close (engine, dirfd);
  if (name[0] != '/')
    call_unlink (engine, item_dirfd (item, TARGET), name, AT_REMOVEDIR);
}
