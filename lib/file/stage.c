/* Stages: where something is made that is to appear when it is complete.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "file/temp-dir.h"

enum
{
  RENAME_EXCLUSIVE = 1 /* RENAME_NOREPLACE, from <linux/fs.h> */
};

/* Where STAGE's temporary name is.  */
static int
made_in (const struct stage *stage)
{
  return stage->elsewhere ? stage->made_dirfd : stage->dirfd;
}

static int
open_retried (const struct item *item, const struct stage *stage,
              const char *name, int flags, mode_t mode)
{
  struct worker *worker = item->worker;
  int dirfd = made_in (stage);
  int fd = call_open (worker->engine, dirfd, name, flags, mode);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, dirfd, name, flags, mode);
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
  const struct temp_dir *temp_dir = worker->tree->temp_dir;
  uint64_t dev = item_node (item)->id[TARGET].dev;
  if (temp_dir && !stage->at_home)
    {
      stage->elsewhere = true;
      stage->made_dirfd = temp_dir->fd;
      dev = temp_dir->dev;
    }
  /* What waits long is not to keep a descriptor.  */
  if (!item_policy (item)->delay && (worker->names_only_dev != dev || dev == 0))
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
    call_unlink (engine, made_in (stage), stage->temporary, 0);
  stage->kind = STAGE_NONE;
}

/* Give what has the temporary name its own, unless somebody has that.  */
static int
rename_to_free (struct engine *engine, struct stage *stage)
{
  int dirfd = stage->dirfd, from = made_in (stage);
  int err = call_rename (engine, from, stage->temporary, dirfd, stage->name,
                         RENAME_EXCLUSIVE);
  if (err != -EINVAL && err != -ENOSYS)
    return err;
  /* A file system that cannot tell the difference, as NFS.  A link can.  */
  err = call_link (engine, from, stage->temporary, dirfd, stage->name, 0);
  if (err == 0)
    call_unlink (engine, from, stage->temporary, 0);
  if (err != -EPERM && err != -EOPNOTSUPP && err != -ENOSYS)
    return err;
  struct statx stx;
  err = call_statx (engine, dirfd, stage->name, AT_SYMLINK_NOFOLLOW, &stx);
  if (err == 0)
    return -EEXIST;
  return err != -ENOENT ? err
                        : call_rename (engine, from, stage->temporary, dirfd,
                                       stage->name, 0);
}

static int
rename_over (struct engine *engine, struct stage *stage)
{
  int from = made_in (stage);
  int err = call_rename (engine, from, stage->temporary, stage->dirfd,
                         stage->name, 0);
  /* Of two names of one file, rename () keeps both.  */
  if (err == 0 && stage->links)
    call_unlink (engine, from, stage->temporary, 0);
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
      err = call_link_fd (engine, fd, made_in (stage), stage->temporary);
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

int
stage_leave (struct engine *engine, struct stage *stage, int fd, int dirfd,
             const char *name)
{
  stage->made_dirfd = made_in (stage);
  stage->elsewhere = true;
  stage->dirfd = dirfd;
  stage->name = name;
  stage->replaces = true;
  return stage_commit (engine, stage, fd);
}
