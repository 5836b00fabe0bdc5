/* Relocating: a file gets a name in another directory, or one more.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/relocate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "data/transfer.h"
#include "file/attrs.h"
#include "file/metadata.h"

/* ---- copying, where there is no other way -------------------------------- */

/* Give TO the extended attributes of FROM, ACLs among them.  What the file
   system does not have, or this user may not give, is left out.  */
static int
copy_attributes (struct engine *engine, struct handle from, struct handle to)
{
  char *names = malloc (ATTRS_LIST_MAX + ATTRS_VALUE_MAX);
  if (!names)
    return -ENOMEM;
  char *value = names + ATTRS_LIST_MAX;
  int len = call_listxattr (engine, from, names, ATTRS_LIST_MAX);
  int err = 0;
  for (const char *name = names; len > 0 && name < names + len && err >= 0;
       name += strlen (name) + 1)
    {
      int n = call_getxattr (engine, from, name, value, ATTRS_VALUE_MAX);
      err = n < 0 ? n : call_setxattr (engine, to, name, value, n);
      if (err == -EOPNOTSUPP || err == -EPERM || err == -ENODATA
          || err == -EACCES)
        err = 0;
    }
  free (names);
  return err < 0 ? err : 0;
}

/* Give TO what STX says of FROM, and its attributes.  0 or -errno.  */
static int
dress (struct engine *engine, struct handle from, struct handle to,
       const struct statx *stx)
{
  struct timespec times[2];
  metadata_times (stx, times);
  int owned = call_chown (engine, to, stx->stx_uid, stx->stx_gid);
  if (owned == -EPERM)
    call_chown (engine, to, -1, stx->stx_gid);
  int err = copy_attributes (engine, from, to);
  /* Not its owner's: nobody gets his rights.  */
  mode_t mode = stx->stx_mode & (owned < 0 ? 0777 : MODE_BITS);
  if (err == 0 && !S_ISLNK (stx->stx_mode))
    err = call_chmod (engine, to, mode);
  if (err == 0)
    err = call_utimens (engine, to, times);
  return err;
}

static int
copy_contents (struct worker *worker, int from, const struct statx *stx, int to)
{
  struct statx made;
  struct transfer transfer;
  struct bufpool *pool = worker_pool (worker);
  if (!pool)
    return -ENOMEM;
  int err = call_fstatx (worker->engine, to, &made);
  if (err < 0)
    return err;
  transfer_init (&transfer, worker->engine, pool,
                 &worker->tree->policy->transfer);
  transfer.stop = worker_asked_to_stop;
  endpoint_from_statx (&transfer.source, from, stx);
  endpoint_from_statx (&transfer.target, to, &made);
  return transfer_run (&transfer);
}

/* Copy the regular file that FROM pins to TEMPORARY.  */
static int
copy_regular (const struct relocation *relocation, const struct statx *stx,
              const char *temporary)
{
  struct engine *engine = relocation->worker->engine;
  int from = call_open (engine, relocation->from_dirfd, relocation->from,
                        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  if (from < 0)
    return from;
  int to
      = call_open (engine, relocation->to_dirfd, temporary,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  int err = to;
  if (to >= 0)
    {
      err = copy_contents (relocation->worker, from, stx, to);
      if (err == 0)
        err = dress (engine, (struct handle) { from, false },
                     (struct handle) { to, false }, stx);
      int closed = call_close (engine, to);
      if (err == 0 && closed < 0 && closed != -EINTR)
        err = closed;
    }
  call_close (engine, from);
  return err;
}

/* Make what is no regular file, and is pinned by FD, anew.  */
static int
copy_other (const struct relocation *relocation, int fd,
            const struct statx *stx, const char *temporary)
{
  struct engine *engine = relocation->worker->engine;
  char text[4096];
  int n = 0, err;
  if (S_ISLNK (stx->stx_mode))
    {
      n = call_readlink (engine, fd, "", text, sizeof text - 1);
      text[n > 0 ? n : 0] = '\0';
      err = n < 0
                ? n
                : call_symlink (engine, text, relocation->to_dirfd, temporary);
    }
  else
    err = call_mknod (engine, relocation->to_dirfd, temporary,
                      (stx->stx_mode & S_IFMT) | S_IRUSR | S_IWUSR,
                      makedev (stx->stx_rdev_major, stx->stx_rdev_minor));
  if (err < 0)
    return err;
  int made = call_open (engine, relocation->to_dirfd, temporary,
                        O_PATH | O_NOFOLLOW, 0);
  if (made < 0)
    return made;
  err = dress (engine, (struct handle) { fd, true },
               (struct handle) { made, true }, stx);
  call_close (engine, made);
  return err;
}

/* Copy FROM, whatever it is, to STAGE's temporary name.  */
static int
copy (const struct relocation *relocation, const struct stage *stage)
{
  struct statx stx;
  struct engine *engine = relocation->worker->engine;
  int fd = call_open (engine, relocation->from_dirfd, relocation->from,
                      O_PATH | O_NOFOLLOW, 0);
  if (fd < 0)
    return fd;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0 && S_ISDIR (stx.stx_mode))
    err = -EISDIR;
  if (err == 0)
    err = S_ISREG (stx.stx_mode)
              ? copy_regular (relocation, &stx, stage->temporary)
              : copy_other (relocation, fd, &stx, stage->temporary);
  call_close (engine, fd);
  return err;
}

/* ---- the ways ------------------------------------------------------------ */

/* Whether ERR, of a link, says that a copy will have to do.  */
static bool
wants_copy (int err)
{
  return err == -EXDEV || err == -EPERM || err == -EOPNOTSUPP || err == -ENOSYS
         || err == -EMLINK;
}

/* Have TO be FROM's file, or a copy of it, and FROM stay.  */
static int
duplicate (const struct relocation *relocation, bool may_link)
{
  struct engine *engine = relocation->worker->engine;
  struct stage stage = { .replaces = true,
                         .links = true,
                         .dirfd = relocation->to_dirfd,
                         .name = relocation->to };
  stage_begin_special (&stage);
  int err = may_link
                ? call_link (engine, relocation->from_dirfd, relocation->from,
                             stage.dirfd, stage.temporary, 0)
                : -EXDEV;
  if (wants_copy (err))
    err = copy (relocation, &stage);
  if (err < 0)
    {
      stage_drop (engine, &stage);
      return err;
    }
  return stage_commit (engine, &stage, -1);
}

int
relocate (const struct relocation *relocation)
{
  struct engine *engine = relocation->worker->engine;
  if (relocation->how != RELOCATE_MOVES)
    return duplicate (relocation, relocation->how == RELOCATE_LINKS);
  int err = call_rename (engine, relocation->from_dirfd, relocation->from,
                         relocation->to_dirfd, relocation->to, 0);
  if (err == -EXDEV)
    err = duplicate (relocation, false);
  else if (err < 0)
    return err;
  /* What was copied goes, as does one of two names of one file, which a
     rename leaves both.  */
  if (err == 0)
    err = call_unlink (engine, relocation->from_dirfd, relocation->from, 0);
  return err == -ENOENT ? 0 : err;
}
