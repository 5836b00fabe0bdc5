/* Verifying a copy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-verify.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "data/readback.h"
#include "file/copy-sums.h"

/* Send what is written to FD to the medium, lengths and all that is needed
   to find it included.  */
static int
flush (struct engine *engine, int fd)
{
  struct op op;
  op_init (&op, OP_FSYNC, fd, NULL, NULL);
  op.u.fsync.data_only = true;
  return engine_call (engine, &op);
}

/* Open the copy once more, to be read past the page cache if that can be
   had, and look at it.  Return the descriptor or -errno.  */
static int
open_copy (struct worker *worker, int target_fd, struct endpoint *ret_file)
{
  struct engine *engine = worker->engine;
  int fd = copy_sums_reopen (worker, target_fd, O_DIRECT);
  if (fd == -EINVAL)
    fd = copy_sums_reopen (worker, target_fd, 0);
  if (fd < 0)
    return fd;
  struct statx stx;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0)
    err = endpoint_open (engine, ret_file, fd);
  /* Where the file system says how to read this file directly, it does so;
     elsewhere it may still take it from the cache (Btrfs, for one, what it
     keeps among its metadata).  */
  bool sure = err == 0 && ret_file->direct
              && (stx.stx_mask & STATX_DIOALIGN) != 0
              && stx.stx_dio_offset_align != 0;
  if (err == 0 && !sure)
    endpoint_drop_cache (engine, ret_file, false, 0, 0);
  if (err == 0)
    return fd;
  call_close (engine, fd);
  return err;
}

static void
take_found (void *arg, const void *data, uint64_t len)
{
  struct job *job = arg;
  windows_take (&job->item.worker->sums->found, data, len);
}

static void
count_found (void *arg, uint64_t bytes)
{
  struct job *job = arg;
  meter_add (&job->item.worker->meter.verified_bytes, bytes);
}

/* Read FILE, which fits JOB's buffer, into it.  */
static int
read_small (struct job *job, struct endpoint *file)
{
  struct engine *engine = job->item.worker->engine;
  const struct readback_piece piece = {
    .engine = engine,
    .fd = file->fd,
    .buf = job->buf,
    .room = JOB_SMALL_MAX,
    .want = file->size,
  };
  int64_t have = readback_piece (&piece);
  if (have == -EINVAL && file->direct)
    {
      have = endpoint_set_direct (engine, file, false);
      endpoint_drop_cache (engine, file, false, 0, 0);
      if (have == 0)
        have = readback_piece (&piece);
    }
  if (have < 0)
    return (int) have;
  take_found (job, job->buf, have);
  count_found (job, have);
  return 0;
}

static int
read_large (struct job *job, int fd)
{
  struct worker *worker = job->item.worker;
  struct bufpool *pool = worker_pool (worker);
  if (!pool)
    return -ENOMEM;
  struct readback readback = {
    .engine = worker->engine,
    .pool = pool,
    .fd = fd,
    .cold = true,
    .arg = job,
    .take = take_found,
    .moved = count_found,
    .stop = worker_asked_to_stop,
  };
  return readback_run (&readback);
}

/* Sum what is on the medium.  0 or -errno.  */
static int
read_copy (struct job *job, int target_fd)
{
  struct worker *worker = job->item.worker;
  struct copy_sums *sums = worker->sums;
  struct endpoint file;
  int fd = open_copy (worker, target_fd, &file);
  if (fd < 0)
    return fd;
  windows_begin (&sums->found, sums->verify);
  int err = file.size <= JOB_SMALL_MAX ? read_small (job, &file)
                                       : read_large (job, fd);
  if (err == 0)
    err = windows_end (&sums->found);
  call_close (worker->engine, fd);
  return err;
}

struct comparison
{
  const struct item *item;
  bool differs;
};

static void
say_difference (void *arg, uint64_t from, uint64_t to)
{
  struct comparison *comparison = arg;
  char *format;
  /* TRANSLATORS: %%s will be the name of a file.  */
  if (asprintf (&format,
                _("verification failed: %%s differs on the medium from what"
                  " was copied, bytes %ju to %ju; copy it again"),
                (uintmax_t) from, (uintmax_t) to - 1)
      < 0)
    format = NULL;
  item_error (comparison->item, 0, format ? format : "%s", TARGET);
  free (format);
  comparison->differs = true;
}

static bool
compare (struct job *job)
{
  const struct copy_sums *sums = job->item.worker->sums;
  struct comparison comparison = { .item = &job->item };
  int err = windows_compare (&sums->copied, &sums->found, say_difference,
                             &comparison);
  if (err < 0)
    item_error (&job->item, err, N_("cannot sum %s"), TARGET);
  return err == 0 && !comparison.differs;
}

bool
copy_verify (struct job *job, int target_fd)
{
  const struct item *item = &job->item;
  if (!item_policy (item)->verify)
    return true;
  int err = flush (item->worker->engine, target_fd);
  if (err < 0)
    {
      item_error (item, err, N_("cannot verify %s: flushing it failed"),
                  TARGET);
      return false;
    }
  err = read_copy (job, target_fd);
  if (err < 0)
    {
      item_error (item, err, N_("cannot verify %s: reading it failed"), TARGET);
      return false;
    }
  if (!compare (job))
    return false;
  meter_add (&item->worker->meter.verified_files, 1);
  return true;
}
