/* The bytes of a pipeline in their order, for whoever sums them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Chunks come in any order.  One whose turn has not come keeps its buffer:
   it may be written, but neither is the rest of its range read into it nor
   is it handed out anew.  The chunk that is next is always under way, so
   the others wait for something that comes.  */

#include <config.h>

#include "data/pipeline-impl.h"

/* Give what lies between what was taken and END, all of it a hole.  */
static void
take_hole (struct pipeline *pipeline, uint64_t end)
{
  if (end <= pipeline->taken_upto)
    return;
  pipeline->taken (pipeline->arg, NULL, end - pipeline->taken_upto);
  pipeline->taken_upto = end;
}

bool
pipeline_take (struct pipeline *pipeline, struct chunk *chunk)
{
  if (chunk->got == 0 || pipeline->taken == NULL)
    return true;
  /* No longer wanted: the source has shrunk, or the copy failed.  */
  if (chunk->state == CHUNK_FAILED || chunk->got_at >= pipeline->limit)
    {
      chunk->got = 0;
      return true;
    }
  if (chunk->got_at - chunk->hole != pipeline->taken_upto)
    return false;

  take_hole (pipeline, chunk->got_at);
  pipeline->taken (pipeline->arg, chunk->data, chunk->got);
  pipeline->taken_upto += chunk->got;
  chunk->got = 0;
  chunk->hole = 0;
  return true;
}

bool
pipeline_take_held (struct pipeline *pipeline, struct chunk *chunk)
{
  return chunk->state != CHUNK_FREE && chunk->pending == 0 && chunk->got != 0
         && pipeline_take (pipeline, chunk);
}

void
pipeline_take_rest (struct pipeline *pipeline)
{
  if (pipeline->taken != NULL && pipeline->error == 0)
    take_hole (pipeline, pipeline->end);
}
