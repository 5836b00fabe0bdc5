/* Parallel directories: another tree with the names of the target's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/parallel-dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

enum
{
  OPEN_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW
};

/* How a step down is taken: opened only, or made where that fails.  */
typedef int step_function (struct engine *engine, struct dircache *cache,
                           int dirfd, struct dirnode *node);

static int
open_step (struct engine *engine, struct dircache *cache, int dirfd,
           struct dirnode *node)
{
  int fd = call_open (engine, dirfd, node->name[TARGET], OPEN_FLAGS, 0);
  if (fd == -EMFILE && cache && dircache_shrink (engine, cache))
    fd = call_open (engine, dirfd, node->name[TARGET], OPEN_FLAGS, 0);
  return fd;
}

/* Give FD, newly made, the owner of NODE's target, and the mode that this is to
   have in the end.  */
static void
make_alike (struct engine *engine, struct dircache *cache, int fd,
            struct dirnode *node)
{
  struct statx stx;
  struct handle made = { fd, true };
  if (dircache_pin (engine, cache, node, PIN_TARGET) < 0)
    return;
  if (call_fstatx (engine, node->fd[TARGET], &stx) == 0
      && (call_chown (engine, made, stx.stx_uid, stx.stx_gid) == 0
          || call_chown (engine, made, -1, stx.stx_gid) == 0))
    call_chmod (engine, made,
                node->final_mode ? node->final_mode : stx.stx_mode & 07777);
  dircache_unpin (engine, cache, node);
}

static int
make_step (struct engine *engine, struct dircache *cache, int dirfd,
           struct dirnode *node)
{
  const char *name = node->name[TARGET];
  int fd = open_step (engine, cache, dirfd, node);
  if (fd == -ENOTDIR || fd == -ELOOP)
    {
      int err = call_unlink (engine, dirfd, name, 0);
      if (err < 0 && err != -ENOENT)
        return err;
      fd = -ENOENT;
    }
  if (fd != -ENOENT)
    return fd;
  int err = call_mkdir (engine, dirfd, name, S_IRWXU);
  if (err < 0 && err != -EEXIST)
    return err;
  fd = open_step (engine, cache, dirfd, node);
  if (fd >= 0 && err == 0)
    make_alike (engine, cache, fd, node);
  return fd;
}

/* Go down from ROOT_FD to where NODE is.  */
static int
go_down (struct engine *engine, struct dircache *cache, int root_fd,
         const struct dirnode *node, step_function *step)
{
  unsigned int steps = 0;
  for (const struct dirnode *up = node; up->parent; up = up->parent)
    steps += !up->is_view;
  const struct dirnode **way = malloc ((steps + 1) * sizeof *way);
  if (!way)
    return -ENOMEM;
  for (unsigned int i = steps; i > 0; node = node->parent)
    if (!node->is_view)
      way[--i] = node;
  int fd = call_open (engine, root_fd, ".", O_PATH | O_DIRECTORY, 0);
  for (unsigned int i = 0; i < steps && fd >= 0; i++)
    {
      int next = step (engine, cache, fd, (struct dirnode *) way[i]);
      call_close (engine, fd);
      fd = next;
    }
  free (way);
  return fd;
}

int
parallel_dir_open (struct engine *engine, int root_fd,
                   const struct dirnode *node)
{
  return go_down (engine, NULL, root_fd, node, open_step);
}

int
parallel_dir_make (struct engine *engine, struct dircache *cache, int root_fd,
                   struct dirnode *node)
{
  return go_down (engine, cache, root_fd, node, make_step);
}
