/* Targets: what stands there, and where a symbolic link leads.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/target-link.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>

#include "tree/tree-symlinks.h"

enum
{
  MOST_LINKS = 40 /* as the kernel */
};

void
target_link_free (struct engine *engine, struct target_link *link)
{
  if (link && link->owns_dirfd)
    call_close (engine, link->dirfd);
  free (link);
}

static int
open_path (struct worker *worker, int dirfd, const char *name, int flags)
{
  int fd = call_open (worker->engine, dirfd, name, O_PATH | flags, 0);
  if (fd == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    fd = call_open (worker->engine, dirfd, name, O_PATH | flags, 0);
  return fd;
}

/* Links in /proc have no content that could be resolved, and nobody can
   put one there.  */
static bool
is_magic (struct engine *engine, int fd)
{
  struct statfs fs;
  return call_statfs (engine, fd, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC;
}

/* Read the link that FD pins, like STX, into LINK's content.  Return 0, or
   -errno where it is not to be followed.  */
static int
read_link (const struct item *item, int fd, const struct statx *stx,
           struct target_link *link)
{
  struct engine *engine = item->worker->engine;
  if (is_magic (engine, fd))
    {
      link->magic = true;
      return 0;
    }
  if (stx->stx_uid != item->worker->tree->euid && stx->stx_uid != 0)
    return TARGET_LINK_FOREIGN;
  if (link->to_directory
      && tree_symlinks_has (item->worker->tree, file_id_from_statx (stx)))
    return TARGET_LINK_MADE;
  int n = call_readlink (engine, fd, "", link->content, sizeof link->content);
  if (n < 0)
    return n;
  if (n == 0 || (size_t) n == sizeof link->content)
    return n == 0 ? -ENOENT : -ENAMETOOLONG;
  link->content[n] = '\0';
  return 0;
}

/* Go on from LINK's content to the directory and the name that it says.
   Return 1 if the name may be one more link, 0 if it can be none.  */
static int
step (struct worker *worker, struct target_link *link)
{
  char *slash = strrchr (link->content, '/');
  link->name = slash ? slash + 1 : link->content;
  if (!*link->name || strcmp (link->name, ".") == 0
      || strcmp (link->name, "..") == 0)
    {
      /* A directory, which is not written; the kernel may follow.  */
      link->name = link->content;
      return 0;
    }
  if (!slash)
    return 1;
  *slash = '\0';
  const char *directory = slash == link->content ? "/" : link->content;
  int fd = open_path (worker, link->dirfd, directory, O_DIRECTORY);
  if (fd < 0)
    return fd;
  if (link->owns_dirfd)
    call_close (worker->engine, link->dirfd);
  link->dirfd = fd;
  link->owns_dirfd = true;
  return 1;
}

/* Follow LINK until something is there that is no link: *RET_STX.  */
static int
follow_link (const struct item *item, struct target_link *link,
             struct statx *ret_stx)
{
  struct worker *worker = item->worker;
  for (int i = 0; i <= MOST_LINKS; i++)
    {
      int fd = open_path (worker, link->dirfd, link->name, O_NOFOLLOW);
      if (fd < 0)
        return fd;
      int err = call_fstatx (worker->engine, fd, ret_stx);
      bool is_link = err == 0 && S_ISLNK (ret_stx->stx_mode);
      if (is_link)
        err = read_link (item, fd, ret_stx, link);
      call_close (worker->engine, fd);
      if (err < 0 || !is_link)
        return err;
      int more = link->magic ? 0 : step (worker, link);
      if (more < 0)
        return more;
      if (more == 0)
        return call_statx (worker->engine, link->dirfd, link->name, 0, ret_stx);
    }
  return -ELOOP;
}

int
target_link_look (const struct item *item, const struct statx *source_stx,
                  bool follow, struct target *target)
{
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  const char *name = item->entry->name[TARGET];
  int err
      = call_statx (engine, dirfd, name, AT_SYMLINK_NOFOLLOW, &target->stood);
  if (err < 0)
    return err;
  target->exists = true;
  if (!follow || !S_ISLNK (target->stood.stx_mode))
    {
      target->stx = target->stood;
      return 0;
    }
  struct target_link *link = calloc (1, sizeof *link);
  if (!link)
    return -ENOMEM;
  link->dirfd = dirfd;
  link->name = name;
  link->to_directory = S_ISDIR (source_stx->stx_mode);
  target->link = link;
  err = follow_link (item, link, &target->stx);
  if (err < 0)
    target->exists = false;
  link->dangling = err == -ENOENT;
  return err;
}
