/* --progress of a mirror.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-progress.h"

#include <string.h>

#include "suite/progress-count.h"
#include "xalloc.h"

struct totals
{
  struct mirror *mirror;
  const struct mirror_policy *policy;
  char **sources; /* as they are counted */
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
    .files = done.transferred + done.reused,
    .directories = done.names[MIRROR_DIRECTORY],
    .others = done.names[MIRROR_SYMLINK] + done.names[MIRROR_DEVICE]
              + done.names[MIRROR_SPECIAL],
    .bytes = done.moved,
    .skipped_files = done.left,
    .skipped_bytes = done.left_size + done.matched,
    .workers = done.workers,
  };
}

static bool
tell (void *arg, uint64_t *ret_files, uint64_t *ret_bytes)
{
  const struct totals *totals = arg;
  return progress_count_totals (totals->count, ret_files, ret_bytes);
}

/* Whether counting meets what the mirror does.  Names that a list has, that
   rules of single directories leave out, or whose paths in the transfer are
   others than below their source, it does not know.  */
static bool
can_count (const struct mirror_policy *policy, const struct filter *filter)
{
  if (policy->files_from || !policy->recursive)
    return false;
  return !filter
         || !(filter->has_files || filter->wants_absolute || policy->relative);
}

static void
start_counting (void *arg)
{
  struct totals *totals = arg;
  const struct copy_policy *copy = mirror_copy_policy (totals->mirror);
  if (can_count (totals->policy, copy->filter))
    totals->count
        = progress_count_start (copy, totals->sources, totals->n_sources);
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
  for (int i = 0; i < totals->n_sources; i++)
    free (totals->sources[i]);
  free (totals->sources);
  free (totals);
}

/* SOURCE so that what is in it, and not it, begins paths in the transfer where
   it ends in a slash.  */
static char *
counted_name (const char *source)
{
  size_t len = strlen (source);
  char *name = xmalloc (len + sizeof ".");
  strcpy (stpcpy (name, source), len > 0 && source[len - 1] == '/' ? "." : "");
  return name;
}

struct progress *
usync_progress_start (struct mirror *mirror, const struct mirror_policy *policy,
                      char **sources, int count, enum progress_when when)
{
  struct totals *totals = xcalloc (1, sizeof *totals);
  *totals = (struct totals) {
    .mirror = mirror,
    .policy = policy,
    .sources = xnmalloc (count + 1, sizeof *totals->sources),
    .n_sources = count,
  };
  for (int i = 0; i < count; i++)
    totals->sources[i] = counted_name (sources[i]);
  const struct progress_source source = { .sums = sums,
                                          .totals = tell,
                                          .count = start_counting,
                                          .stop = stop_counting,
                                          .free = free_totals,
                                          .arg = totals };
  return progress_start (&source, when);
}
