/* Sums of files, taken while they are copied.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "file/copy-sums.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/messages.h"
#include "base/stop.h"
#include "data/readback.h"
#include "sums/manifest.h"

bool
copy_sums_wanted (const struct item *item)
{
  const struct copy_policy *policy = item_policy (item);
  return (policy->checksum || policy->verify) && !policy->attributes_only;
}

static void
free_sums (struct copy_sums *sums)
{
  if (!sums)
    return;
  digest_close (sums->checksum);
  digest_close (sums->verify);
  windows_free (&sums->copied);
  windows_free (&sums->found);
  free (sums);
}

/* Make what WORKER sums with.  0 or -ENOMEM.  */
static int
make_sums (struct worker *worker)
{
  const struct copy_policy *policy = worker->tree->policy;
  struct copy_sums *sums = calloc (1, sizeof *sums);
  if (!sums)
    return -ENOMEM;
  int err = 0;
  if (policy->checksum)
    err = digest_open (policy->checksum, &sums->checksum);
  if (err == 0 && policy->verify)
    err = digest_open (policy->verify, &sums->verify);
  if (err < 0)
    {
      free_sums (sums);
      return err;
    }
  worker->sums = sums;
  return 0;
}

void
copy_sums_release (struct worker *worker)
{
  free_sums (worker->sums);
  worker->sums = NULL;
}

static void
begin (struct copy_sums *sums)
{
  if (sums->checksum)
    digest_begin (sums->checksum);
  if (sums->verify)
    windows_begin (&sums->copied, sums->verify);
}

bool
copy_sums_begin (struct job *job)
{
  struct worker *worker = job->item.worker;
  int err = worker->sums ? 0 : make_sums (worker);
  if (err < 0)
    {
      item_error (&job->item, err, N_("cannot copy %s"), SOURCE);
      return false;
    }
  begin (worker->sums);
  return true;
}

/* A hole may be larger than anybody wants to wait for.  */
static void
add_zeros (struct digest *digest, uint64_t len)
{
  enum
  {
    STEP = 1 << 20
  };
  for (; len > STEP && !stop_requested (); len -= STEP)
    digest_add (digest, NULL, STEP);
  if (!stop_requested ())
    digest_add (digest, NULL, len);
}

void
copy_sums_take (void *arg, const void *data, uint64_t len)
{
  struct job *job = arg;
  struct copy_sums *sums = job->item.worker->sums;
  if (sums->checksum && data)
    digest_add (sums->checksum, data, len);
  else if (sums->checksum)
    add_zeros (sums->checksum, len);
  if (sums->verify)
    windows_take (&sums->copied, data, len);
}

static int
take_file (struct job *job, int fd)
{
  struct worker *worker = job->item.worker;
  struct bufpool *pool = worker_pool (worker);
  if (!pool)
    return -ENOMEM;
  struct readback readback = {
    .engine = worker->engine,
    .pool = pool,
    .fd = fd,
    .arg = job,
    .take = copy_sums_take,
    .stop = worker_asked_to_stop,
  };
  begin (worker->sums);
  return readback_run (&readback);
}

int
copy_sums_reopen (struct worker *worker, int fd, int flags)
{
  char name[40];
  snprintf (name, sizeof name, "/proc/self/fd/%d", fd);
  flags |= O_RDONLY | O_NOCTTY | O_CLOEXEC;
  int copy = call_open (worker->engine, AT_FDCWD, name, flags, 0);
  if (copy == -EMFILE && dircache_shrink (worker->engine, &worker->tree->cache))
    copy = call_open (worker->engine, AT_FDCWD, name, flags, 0);
  return copy;
}

/* Whether JOB's source is what it was when it was looked at first.  */
static bool
is_unchanged (struct job *job)
{
  struct statx now;
  const struct statx *then = &job->stx;
  return call_fstatx (job->item.worker->engine, job->source_fd, &now) == 0
         && now.stx_ctime.tv_sec == then->stx_ctime.tv_sec
         && now.stx_ctime.tv_nsec == then->stx_ctime.tv_nsec
         && now.stx_size == then->stx_size;
}

bool
copy_sums_clone (struct job *job, int target_fd)
{
  struct engine *engine = job->item.worker->engine;
  int err = take_file (job, job->source_fd);
  if (err < 0)
    {
      item_error (&job->item, err, N_("error reading %s"), SOURCE);
      return false;
    }
  if (is_unchanged (job))
    return true;

  int fd = copy_sums_reopen (job->item.worker, target_fd, 0);
  err = fd < 0 ? fd : take_file (job, fd);
  if (fd >= 0)
    call_close (engine, fd);
  if (err < 0)
    item_error (&job->item, err, N_("error reading %s"), TARGET);
  return err == 0;
}

bool
copy_sums_end (struct job *job)
{
  struct copy_sums *sums = job->item.worker->sums;
  int err = stop_requested () ? -ECANCELED : 0;
  if (sums->checksum && err == 0)
    err = digest_end (sums->checksum, sums->sum);
  if (sums->verify && err == 0)
    err = windows_end (&sums->copied);
  if (err < 0)
    item_error (&job->item, err, N_("cannot sum %s"), SOURCE);
  return err == 0;
}

bool
copy_sums_small (struct job *job)
{
  if (!copy_sums_begin (job))
    return false;
  if (job->have > 0)
    copy_sums_take (job, job->buf, job->have);
  return copy_sums_end (job);
}

static void
list (const struct item *item, const unsigned char *sum)
{
  char *name = item_path (item, TARGET);
  int err
      = name ? manifest_add (item_policy (item)->manifest, name, sum) : -ENOMEM;
  if (err < 0)
    item_error (item, err, N_("cannot list %s in the manifest"), TARGET);
  free (name);
}

void
copy_sums_keep (const struct item *item, unsigned char sum[DIGEST_SIZE_MAX])
{
  if (item_policy (item)->checksum && copy_sums_wanted (item))
    memcpy (sum, item->worker->sums->sum, DIGEST_SIZE_MAX);
}

void
copy_sums_list (const struct item *item, const unsigned char *sum,
                struct link_record *link)
{
  const struct copy_policy *policy = item_policy (item);
  if (!policy->checksum || !copy_sums_wanted (item))
    return;
  list (item, sum);
  if (link && links_note_sum (link, sum, digest_size (policy->checksum)) < 0)
    item_error (item, -ENOMEM, N_("cannot list %s in the manifest"), TARGET);
}

void
copy_sums_list_link (const struct item *item, const struct link_record *record)
{
  const unsigned char *sum = links_sum (record);
  if (sum)
    list (item, sum);
}
