/* How a pipeline's bytes travel: the ring, registered files, O_DIRECT and
   polling, and what the page cache keeps of it all.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/pipeline-impl.h"

/* Cleaning the page cache behind the window goes in such steps.  */
enum
{
  DROP_STEP = 8 << 20
};

/* ---- Where the bytes travel ---------------------------------------- */

static void
register_files (struct pipeline *pipeline)
{
  struct endpoint *source = pipeline->source;
  struct endpoint *target = pipeline->target;

  if (source->slot == OP_NO_SLOT
      && engine_register_file (pipeline->engine, PIPELINE_SLOT_SOURCE,
                               source->fd)
             == 0)
    source->slot = PIPELINE_SLOT_SOURCE;
  if (!pipeline->reads_only && target->slot == OP_NO_SLOT
      && engine_register_file (pipeline->engine, PIPELINE_SLOT_TARGET,
                               target->fd)
             == 0)
    target->slot = PIPELINE_SLOT_TARGET;
}

void
pipeline_unregister_files (struct pipeline *pipeline)
{
  if (pipeline->source->slot == PIPELINE_SLOT_SOURCE)
    {
      engine_register_file (pipeline->engine, PIPELINE_SLOT_SOURCE, -1);
      pipeline->source->slot = OP_NO_SLOT;
    }
  if (pipeline->target->slot == PIPELINE_SLOT_TARGET)
    {
      engine_register_file (pipeline->engine, PIPELINE_SLOT_TARGET, -1);
      pipeline->target->slot = OP_NO_SLOT;
    }
}

void
pipeline_enter_ring (struct pipeline *pipeline)
{
  if (!engine_is_async (pipeline->engine))
    {
      pipeline->path = PIPELINE_CALL;
      return;
    }
  pipeline->path = PIPELINE_RING;
  if (pipeline->registers)
    {
      if (engine_inflight (pipeline->engine) == 0)
        bufpool_register (pipeline->pool, pipeline->engine);
      register_files (pipeline);
    }

  unsigned int n = bufpool_count (pipeline->pool);
  if (n > pipeline->n_chunks)
    n = pipeline->n_chunks;
  for (unsigned int i = 0; i < n; i++)
    {
      struct chunk *chunk = &pipeline->chunks[i];
      if (i >= pipeline->ready)
        chunk_init (chunk, pipeline, i, bufpool_buffer (pipeline->pool, i));
      chunk->registered = bufpool_is_registered (pipeline->pool, i);
    }
  pipeline->ready = n;
}

void
pipeline_stop_direct (struct pipeline *pipeline, struct endpoint *endpoint)
{
  endpoint_set_direct (pipeline->engine, endpoint, false);
  endpoint->direct = false;
}

void
pipeline_stop_polling (struct pipeline *pipeline)
{
  while (engine_inflight (pipeline->engine) > 0)
    engine_run (pipeline->engine, true);
  pipeline_unregister_files (pipeline);
  engine_stop_polling (pipeline->engine);
  bufpool_unregister (pipeline->pool);
  pipeline_enter_ring (pipeline);
}

/* ---- A clean page cache (CACHE_FADVISE) ---------------------------- */

int
pipeline_cache_flag (const struct endpoint *endpoint)
{
  return endpoint->cache == CACHE_DONTCACHE && !endpoint->direct ? RWF_DONTCACHE
                                                                 : 0;
}

/* The source up to here is in the target.  */
static uint64_t
frontier (const struct pipeline *pipeline)
{
  uint64_t low = pipeline->cursor;
  for (unsigned int i = 0; i < pipeline->ready; i++)
    {
      const struct chunk *chunk = &pipeline->chunks[i];
      if (chunk_is_busy (chunk) && chunk->offset < low)
        low = chunk->offset;
    }
  return low;
}

void
pipeline_clean_behind (struct pipeline *pipeline, bool all)
{
  bool source
      = pipeline->source->cache == CACHE_FADVISE && !pipeline->source->direct;
  bool target
      = pipeline->target->cache == CACHE_FADVISE && !pipeline->target->direct;
  if (!source && !target)
    return;
  uint64_t front = frontier (pipeline);
  if (!all && front - pipeline->sent_back < DROP_STEP)
    return;

  uint64_t from = pipeline->dropped;
  uint64_t upto = all ? front : pipeline->sent_back;
  if (target && front > pipeline->sent_back && !all)
    endpoint_write_back (pipeline->engine, pipeline->target,
                         pipeline->sent_back + pipeline->to_target,
                         front - pipeline->sent_back);
  pipeline->sent_back = front;
  if (upto <= from)
    return;
  if (target)
    endpoint_drop_cache (pipeline->engine, pipeline->target, true,
                         from + pipeline->to_target, upto - from);
  if (source)
    endpoint_drop_cache (pipeline->engine, pipeline->source, false, from,
                         upto - from);
  pipeline->dropped = upto;
}
