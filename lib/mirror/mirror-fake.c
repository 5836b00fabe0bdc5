/* Privileges that are faked: --fake-super.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "mirror/mirror-fake.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "file/fake-stat.h"

int
mirror_fake_look (const struct item *item, enum side side, int dirfd,
                  bool follow, struct statx *stx)
{
  struct engine *engine = item->worker->engine;
  if (!mirror_fake_is_on (item, side)
      || !(S_ISREG (stx->stx_mode) || S_ISDIR (stx->stx_mode)))
    return 0;
  int fd = call_open (engine, dirfd, item->entry->name[side],
                      O_PATH | (follow ? 0 : O_NOFOLLOW), 0);
  if (fd < 0)
    return fd;
  int err = fake_stat_fold (engine, (struct handle) { fd, true }, stx);
  call_close (engine, fd);
  return err;
}

void
mirror_fake_say_unseen (const struct item *item, int err, enum side side)
{
  if (err == -EBADMSG)
    item_error (item, 0,
                N_("attribute user.rsync.%%stat of %s cannot be understood"),
                side);
  else
    item_error (item, err, N_("cannot stat %s"), side);
}

int
mirror_fake_look_at (const struct item *item, enum side side,
                     struct handle handle, struct statx *stx)
{
  int err = mirror_fake_is_on (item, side)
                ? fake_stat_fold (item->worker->engine, handle, stx)
                : 0;
  if (err < 0)
    mirror_fake_say_unseen (item, err, side);
  return err;
}

/* Read FD from its beginning into TEXT.  How many bytes, at most SIZE, or
   -errno.  */
static int
read_text (struct engine *engine, int fd, char *text, int size)
{
  char *all;
  size_t len;
  int err = call_read_all (engine, fd, size - 1, &all, &len);
  if (err == -EFBIG)
    return size;
  if (err < 0)
    return err;
  memcpy (text, all, len);
  free (all);
  return len;
}

int
mirror_fake_readlink (const struct item *item, enum side side, int dirfd,
                      const char *name, char *text, int size)
{
  struct engine *engine = item->worker->engine;
  int fd = -ELOOP;
  if (mirror_fake_is_on (item, side))
    fd = call_open (engine, dirfd, name,
                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  if (fd == -ELOOP)
    return mirror_fake_is_on (item, side) && side == TARGET
               ? 0
               : call_readlink (engine, dirfd, name, text, size);
  if (fd < 0)
    return fd;
  int n = read_text (engine, fd, text, size);
  call_close (engine, fd);
  return n;
}

int
mirror_fake_make (const struct item *item, const char *name, const char *text)
{
  struct engine *engine = item->worker->engine;
  int dirfd = item_dirfd (item, TARGET);
  int fd
      = call_open (engine, dirfd, name,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (fd < 0)
    return fd;
  int err = text ? call_write_all (engine, fd, text, strlen (text), 0) : 0;
  int closed = call_close (engine, fd);
  if (err == 0 && closed < 0 && closed != -EINTR)
    err = closed;
  if (err < 0)
    call_unlink (engine, dirfd, name, 0);
  return err;
}

bool
mirror_fake_apply (struct mirror_dressing *dressing)
{
  const struct item *item = dressing->item;
  const struct statx *source = dressing->source_stx;
  const struct mirror_wanted *wanted = dressing->wanted;
  mode_t kind = source->stx_mode & S_IFMT;
  bool is_device = S_ISCHR (kind) || S_ISBLK (kind);
  struct fake_stat stat = { .mode = kind | wanted->mode,
                            .major = is_device ? source->stx_rdev_major : 0,
                            .minor = is_device ? source->stx_rdev_minor : 0,
                            .uid = wanted->uid,
                            .gid = wanted->gid };
  /* What root makes is root's, where nobody says otherwise.  */
  if (dressing->is_new && stat.uid == (uid_t) -1)
    stat.uid = 0;
  if (dressing->is_new && stat.gid == (gid_t) -1)
    stat.gid = 0;
  int err = fake_stat_store (item->worker->engine, dressing->target, &stat);
  if (err < 0)
    item_error (item, err, N_("storing owner and permissions of %s"), TARGET);
  else if (err > 0)
    dressing->changed = true;
  return err >= 0;
}
