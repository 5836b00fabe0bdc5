/* Resuming: what an earlier run has done is not done again.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/resume.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "data/readback.h"

enum
{
  /* Smaller files are copied again sooner than they are compared.  */
  LARGE = 1 << 20
};

bool
resume_is_done (const struct item *item, const struct statx *stx,
                const struct target *target)
{
  const struct statx *there = &target->stood;
  return item_policy (item)->resume && target->exists && S_ISREG (stx->stx_mode)
         && S_ISREG (there->stx_mode) && stx->stx_size == there->stx_size
         && stx->stx_mtime.tv_sec == there->stx_mtime.tv_sec
         && stx->stx_mtime.tv_nsec == there->stx_mtime.tv_nsec;
}

bool
resume_is_large (const struct item *item, const struct statx *stx)
{
  return item_policy (item)->resume && S_ISREG (stx->stx_mode)
         && stx->stx_size >= LARGE;
}

/* Whether FD, which is locked and STX says what it is, may be gone on with:
   made by this user, with no other name that would be written too, and
   still what has STAGE's temporary name.  */
static bool
is_ours (const struct item *item, const struct stage *stage,
         const struct statx *stx)
{
  struct statx named;
  return S_ISREG (stx->stx_mode) && stx->stx_uid == item->worker->tree->euid
         && stx->stx_nlink == 1
         && call_statx (item->worker->engine, stage->dirfd, stage->temporary,
                        AT_SYMLINK_NOFOLLOW, &named)
                == 0
         && file_id_equal (file_id_from_statx (stx),
                           file_id_from_statx (&named));
}

/* Take FD, which has STAGE's temporary name, over.  0 or -errno.  */
static int
take_over (const struct item *item, const struct stage *stage, int fd)
{
  struct statx stx;
  struct engine *engine = item->worker->engine;
  if (flock (fd, LOCK_EX | LOCK_NB) < 0)
    return -EBUSY;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0 && !is_ours (item, stage, &stx))
    err = -EBUSY;
  if (err == 0 && (stx.stx_mode & 07777) != (S_IRUSR | S_IWUSR))
    err = call_chmod (engine, (struct handle) { fd, false }, S_IRUSR | S_IWUSR);
  return err;
}

int
resume_open (const struct item *item, struct stage *stage)
{
  struct engine *engine = item->worker->engine;
  temporary_part_name (stage->temporary, stage->name);
  int fd = call_open (engine, stage->dirfd, stage->temporary,
                      O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY,
                      S_IRUSR | S_IWUSR);
  if (fd == -EACCES || fd == -ELOOP || fd == -ENXIO || fd == -EISDIR)
    return -EBUSY;
  if (fd < 0)
    return fd;
  int err = take_over (item, stage, fd);
  if (err < 0)
    {
      call_close (engine, fd);
      return err;
    }
  stage->kind = STAGE_NAMED;
  stage->stays = true;
  return fd;
}

/* How many bytes A and B have in common, of LEN.  */
static size_t
common (const char *a, const char *b, size_t len)
{
  if (memcmp (a, b, len) == 0)
    return len;
  size_t same = 0;
  while (a[same] == b[same])
    same++;
  return same;
}

static int64_t
read_at (struct engine *engine, int fd, char *buf, size_t len, uint64_t offset)
{
  const struct readback_piece piece = {
    .engine = engine,
    .fd = fd,
    .buf = buf,
    .room = len,
    .want = len,
    .offset = offset,
  };
  return readback_piece (&piece);
}

int64_t
resume_compare (const struct resume_pair *pair)
{
  size_t len = bufpool_size (pair->pool);
  char *there = bufpool_buffer (pair->pool, 0);
  char *source = bufpool_buffer (pair->pool, 1);
  uint64_t same = 0;
  for (bool differ = false; !differ && same < pair->size;)
    {
      size_t want = pair->size - same < len ? pair->size - same : len;
      int64_t have = read_at (pair->engine, pair->fd, there, want, same);
      if (have > 0)
        have = read_at (pair->engine, pair->source_fd, source, have, same);
      if (have < 0)
        return have;
      size_t n = common (there, source, have);
      if (pair->taken && n > 0)
        pair->taken (pair->taken_arg, source, n);
      same += n;
      differ = n < want;
    }
  int err = call_ftruncate (pair->engine, pair->fd, (int64_t) same);
  return err < 0 ? err : (int64_t) same;
}
