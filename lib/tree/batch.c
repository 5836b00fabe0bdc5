/* Batches: names of one directory, the unit in which workers share work.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/batch.h"

#include <stdlib.h>

struct batch *
batch_new (struct dirnode *node, unsigned int count, size_t names_size,
           char **ret_names)
{
  size_t entries_size = count * sizeof (struct entry);
  struct batch *batch = malloc (sizeof *batch + entries_size + names_size);
  if (!batch)
    return NULL;
  *batch = (struct batch) { .node = dirnode_ref (node), .count = count };
  atomic_init (&batch->remaining, count + 1);
  atomic_fetch_add (&node->pending, 1);
  *ret_names = (char *) &batch->entries[count];
  return batch;
}

void
batch_free (struct batch *batch)
{
  free (batch);
}
