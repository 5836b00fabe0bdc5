/* --progress of a mirror.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "usync-progress.h"

#include "progress-count.h"
#include "xalloc.h"

struct totals
{
  struct mirror *mirror;
  const struct mirror_policy *policy;
  char **sources;
  int n_sources;
  struct progress_count *count;
};

static void
sums (void *arg, struct tree_sums *ret_sums)
{
  const struct totals *totals = arg;
  struct mirror_sums done;
  mirror_sums (totals->mirror, &done);
  *ret_sums = (struct tree_sums) {
    .files = done.transferred,
    .directories = done.names[MIRROR_DIRECTORY],
    .others = done.names[MIRROR_SYMLINK] + done.names[MIRROR_DEVICE]
              + done.names[MIRROR_SPECIAL],
    .bytes = done.moved,
    .workers = done.workers,
  };
  /* What was looked at and stays as it is.  */
  uint64_t files = done.names[MIRROR_FILE];
  if (files > done.transferred)
    ret_sums->skipped_files = files - done.transferred;
  if (done.total_size > done.transferred_size)
    ret_sums->skipped_bytes = done.total_size - done.transferred_size;
}

static bool
tell (void *arg, uint64_t *ret_files, uint64_t *ret_bytes)
{
  const struct totals *totals = arg;
  return progress_count_totals (totals->count, ret_files, ret_bytes);
}

static void
start_counting (void *arg)
{
  struct totals *totals = arg;
  /* A list names parts of its source: who would count those?  */
  if (!totals->policy->files_from)
    totals->count = progress_count_start (&totals->policy->copy,
                                          totals->sources, totals->n_sources);
}

static void
stop_counting (void *arg)
{
  const struct totals *totals = arg;
  progress_count_stop (totals->count);
}

static void
free_totals (void *arg)
{
  struct totals *totals = arg;
  progress_count_free (totals->count);
  free (totals);
}

struct progress *
usync_progress_start (struct mirror *mirror, const struct mirror_policy *policy,
                      char **sources, int count, enum progress_when when)
{
  struct totals *totals = xcalloc (1, sizeof *totals);
  *totals = (struct totals) {
    .mirror = mirror, .policy = policy, .sources = sources, .n_sources = count
  };
  const struct progress_source source = { .sums = sums,
                                          .totals = tell,
                                          .count = start_counting,
                                          .stop = stop_counting,
                                          .free = free_totals,
                                          .arg = totals };
  return progress_start (&source, when);
}
