/* Stages: where something is made that is to appear when it is complete.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "stage.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

enum
{
  RENAME_EXCLUSIVE = 1 /* RENAME_NOREPLACE, from <linux/fs.h> */
};

static int
open_retried (const struct item *item, const struct stage *stage,
              const char *name, int flags, mode_t mode)
{
  struct worker *worker = item->worker;
  int fd = call_open (worker->engine, stage->dirfd, name, flags, mode);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, stage->dirfd, name, flags, mode);
  return fd;
}

/* Whether ERR, of an open with O_TMPFILE, says that the file system does not
   have it.  EISDIR is what those say that have never heard of it.  */
static bool
lacks_unnamed (int err)
{
  return err == -EOPNOTSUPP || err == -EISDIR || err == -EINVAL;
}

int
stage_open (const struct item *item, mode_t mode, struct stage *stage)
{
  struct worker *worker = item->worker;
  uint64_t dev = item_node (item)->id[TARGET].dev;
  if (worker->names_only_dev != dev || dev == 0)
    {
      int fd = open_retried (item, stage, ".", O_WRONLY | O_TMPFILE, mode);
      if (!lacks_unnamed (fd))
        {
          stage->kind = fd < 0 ? STAGE_NONE : STAGE_UNNAMED;
          return fd;
        }
      worker->names_only_dev = dev;
    }
  temporary_name (stage->temporary);
  int fd = open_retried (item, stage, stage->temporary,
                         O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
  stage->kind = fd < 0 ? STAGE_NONE : STAGE_NAMED;
  return fd;
}

const char *
stage_begin_special (struct stage *stage)
{
  temporary_name (stage->temporary);
  stage->kind = STAGE_NAMED;
  return stage->temporary;
}

void
stage_drop (struct engine *engine, struct stage *stage)
{
  if (stage->kind == STAGE_NAMED && !stage->stays)
    call_unlink (engine, stage->dirfd, stage->temporary, 0);
  stage->kind = STAGE_NONE;
}

/* Give what has the temporary name its own, unless somebody has that.  */
static int
rename_to_free (struct engine *engine, struct stage *stage)
{
  int dirfd = stage->dirfd;
  int err = call_rename (engine, dirfd, stage->temporary, dirfd, stage->name,
                         RENAME_EXCLUSIVE);
  if (err != -EINVAL && err != -ENOSYS)
    return err;
  /* A file system that cannot tell the difference, as NFS.  A link can.  */
  err = call_link (engine, dirfd, stage->temporary, dirfd, stage->name, 0);
  if (err == 0)
    call_unlink (engine, dirfd, stage->temporary, 0);
  if (err != -EPERM && err != -EOPNOTSUPP && err != -ENOSYS)
    return err;
  struct statx stx;
  err = call_statx (engine, dirfd, stage->name, AT_SYMLINK_NOFOLLOW, &stx);
  if (err == 0)
    return -EEXIST;
  return err != -ENOENT ? err
                        : call_rename (engine, dirfd, stage->temporary, dirfd,
                                       stage->name, 0);
}

static int
rename_over (struct engine *engine, struct stage *stage)
{
  int err = call_rename (engine, stage->dirfd, stage->temporary, stage->dirfd,
                         stage->name, 0);
  /* Of two names of one file, rename () keeps both.  */
  if (err == 0 && stage->links)
    call_unlink (engine, stage->dirfd, stage->temporary, 0);
  return err;
}

int
stage_commit (struct engine *engine, struct stage *stage, int fd)
{
  int err = 0;
  if (stage->kind == STAGE_NONE)
    return 0;
  if (stage->kind == STAGE_UNNAMED && !stage->replaces)
    {
      stage->kind = STAGE_NONE;
      return call_link_fd (engine, fd, stage->dirfd, stage->name);
    }
  if (stage->kind == STAGE_UNNAMED)
    {
      temporary_name (stage->temporary);
      err = call_link_fd (engine, fd, stage->dirfd, stage->temporary);
      if (err == 0)
        stage->kind = STAGE_NAMED;
    }
  if (err == 0)
    err = stage->replaces ? rename_over (engine, stage)
                          : rename_to_free (engine, stage);
  if (err < 0)
    {
      stage->stays = false; /* it is complete, and not wanted */
      stage_drop (engine, stage);
    }
  stage->kind = STAGE_NONE;
  return err;
}
