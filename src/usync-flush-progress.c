/* --progress of usync, where it does what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What there is to flush is known when all has been found: what is named on
   the command line, and what is below.  */

#include "suite/system.h"

#include "usync-flush-progress.h"

#include "xalloc.h"

struct following
{
  struct flush_sums *sums;
  uint64_t named; /* files, if these are all; else 0 */
};

static void
tell_sums (void *arg, struct tree_sums *ret_sums)
{
  const struct following *following = arg;
  struct flush_sums *sums = following->sums;
  *ret_sums = (struct tree_sums) {
    .files = atomic_load (&sums->files),
    .directories = atomic_load (&sums->directories),
    .bytes = atomic_load (&sums->bytes),
  };
}

static bool
tell_totals (void *arg, uint64_t *ret_files, uint64_t *ret_bytes)
{
  const struct following *following = arg;
  struct flush_sums *sums = following->sums;
  uint64_t added = atomic_load (&sums->added_files);
  bool all = atomic_load (&sums->all_added);
  *ret_files = following->named > added ? following->named : added;
  *ret_bytes = atomic_load (&sums->added_bytes);
  return all;
}

/* There is nothing to be counted beside the work.  */
static void
no_counting (void *arg)
{
  (void) arg;
}

struct progress *
usync_flush_progress_start (struct flush_set *set,
                            const struct usync_flush_options *options)
{
  if (options->suite.progress == PROGRESS_NEVER)
    return NULL;
  struct following *following = xcalloc (1, sizeof *following);
  following->sums = flush_set_sums (set);
  following->named = options->recursive ? 0 : options->n_operands;
  const struct progress_source source = { .sums = tell_sums,
                                          .totals = tell_totals,
                                          .count = no_counting,
                                          .stop = no_counting,
                                          .free = free,
                                          .arg = following };
  return progress_start (&source, options->suite.progress);
}
