/* A directory for temporaries, in place of those where files are to appear.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/temp-dir.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

#include "base/messages.h"
#include "file/copy-data.h"
#include "file/copy-sums.h"
#include "tree/temporary.h"

int
temp_dir_open (struct engine *engine, int dirfd, const char *name,
               struct temp_dir **ret_dir)
{
  struct statx stx;
  struct temp_dir *dir = malloc (sizeof *dir);
  if (!dir)
    return -ENOMEM;
  dir->fd = call_open (engine, dirfd, name, O_RDONLY | O_DIRECTORY, 0);
  int err = dir->fd < 0 ? dir->fd : call_fstatx (engine, dir->fd, &stx);
  if (err < 0)
    {
      temp_dir_close (dir, engine);
      return err;
    }
  dir->dev = file_id_from_statx (&stx).dev;
  temporary_clean (engine, dir->fd, true);
  temporary_lock (dir->fd);
  *ret_dir = dir;
  return 0;
}

void
temp_dir_close (struct temp_dir *dir, struct engine *engine)
{
  if (!dir)
    return;
  if (dir->fd >= 0)
    call_close (engine, dir->fd);
  free (dir);
}

/* Copy what FROM has open, and FROM_STX describes, to TO.  0 or -errno.  */
static int
copy (struct worker *worker, int from, const struct statx *from_stx, int to)
{
  struct statx to_stx;
  struct transfer transfer;
  struct bufpool *pool = worker_pool (worker);
  if (!pool)
    return -ENOMEM;
  int err = call_fstatx (worker->engine, to, &to_stx);
  if (err < 0)
    return err;
  transfer_init (&transfer, worker->engine, pool,
                 &worker->tree->policy->transfer);
  transfer.stop = worker_asked_to_stop;
  endpoint_from_statx (&transfer.source, from, from_stx);
  endpoint_from_statx (&transfer.target, to, &to_stx);
  return transfer_run (&transfer);
}

/* Have HOME be a copy of FILE.  0 or -errno, and then there is no HOME.  */
static int
copy_home (const struct item *item, const struct target_file *file,
           struct target_file *home)
{
  struct statx stx;
  struct worker *worker = item->worker;
  int from = copy_sums_reopen (worker, file->fd, 0);
  if (from < 0)
    return from;
  int err = call_fstatx (worker->engine, from, &stx);
  home->fd
      = err < 0 ? err : stage_open (item, stx.stx_mode & 07777, &home->stage);
  err = home->fd < 0 ? home->fd : copy (worker, from, &stx, home->fd);
  call_close (worker->engine, from);
  if (err < 0 && home->fd >= 0)
    {
      stage_drop (worker->engine, &home->stage);
      call_close (worker->engine, home->fd);
    }
  return err;
}

bool
temp_dir_bring_home (struct job *job, struct target_file *file)
{
  const struct item *item = &job->item;
  struct engine *engine = item->worker->engine;
  const struct temp_dir *dir = item->worker->tree->temp_dir;
  if (!file->stage.elsewhere || file->stage.kind == STAGE_NONE || !dir
      || dir->dev == item_node (item)->id[TARGET].dev)
    return true;
  struct target_file home = *file;
  home.stage = (struct stage) { .kind = STAGE_NONE,
                                .replaces = file->stage.replaces,
                                .at_home = true,
                                .dirfd = file->stage.dirfd,
                                .name = file->stage.name };
  int err = copy_home (item, file, &home);
  if (err < 0 && !copy_data_is_stop (err))
    item_error (item, err, N_("cannot move %s to its directory"), TARGET);
  if (err < 0)
    return false;
  stage_drop (engine, &file->stage);
  call_close (engine, file->fd);
  *file = home;
  return true;
}
