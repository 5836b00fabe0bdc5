/* --progress of a copied tree.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/progress-tree.h"

#include "suite/progress-count.h"
#include "xalloc.h"

struct tree
{
  struct tree_copy *copy;
  const struct copy_policy *policy;
  char **sources;
  int n_sources;
  struct progress_count *count;
};

static void
sums (void *arg, struct tree_sums *ret_sums)
{
  const struct tree *tree = arg;
  tree_copy_sums (tree->copy, ret_sums);
}

static bool
totals (void *arg, uint64_t *ret_files, uint64_t *ret_bytes)
{
  const struct tree *tree = arg;
  return progress_count_totals (tree->count, ret_files, ret_bytes);
}

static void
start_counting (void *arg)
{
  struct tree *tree = arg;
  if (tree->sources)
    tree->count
        = progress_count_start (tree->policy, tree->sources, tree->n_sources);
}

static void
stop_counting (void *arg)
{
  const struct tree *tree = arg;
  progress_count_stop (tree->count);
}

static void
free_tree (void *arg)
{
  struct tree *tree = arg;
  progress_count_free (tree->count);
  free (tree);
}

struct progress *
progress_tree_start (struct tree_copy *copy, const struct copy_policy *policy,
                     enum progress_when when, char **sources, int count)
{
  struct tree *tree = xcalloc (1, sizeof *tree);
  tree->copy = copy;
  tree->policy = policy;
  tree->sources = sources;
  tree->n_sources = count;
  const struct progress_source source = { .sums = sums,
                                          .totals = totals,
                                          .count = start_counting,
                                          .stop = stop_counting,
                                          .free = free_tree,
                                          .arg = tree,
                                          .verifies = policy->verify != NULL };
  return progress_start (&source, when);
}
