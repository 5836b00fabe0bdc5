/* The window of chunks: what to copy next, how, and what came of it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   fill () hands ranges to free chunks; drive () takes one chunk as far as
   it goes without waiting; settle () deals with what its ops gave; and
   pipeline_run () waits in between.  pipeline-course.c is about the ring,
   O_DIRECT, polling and the page cache, pipeline-taken.c about who sees the
   bytes.  */

#include <config.h>

#include "data/pipeline-impl.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>

#include "data/zeros.h"

/* A regular file that says EAGAIN so often in a row means it.  */
enum
{
  RETRIES_MAX = 1000
};

/* Courses that can be changed only with nothing in flight.  */
enum
{
  FIX_SOURCE_DIRECT = 1,
  FIX_TARGET_DIRECT = 2,
  FIX_POLLING = 4
};

static uint64_t
target_offset (const struct pipeline *pipeline, const struct chunk *chunk)
{
  return chunk->offset + chunk->done + pipeline->to_target;
}

static void
moved (struct pipeline *pipeline, uint64_t bytes)
{
  pipeline->written += bytes;
  if (pipeline->moved != NULL && bytes != 0)
    pipeline->moved (pipeline->arg, bytes);
}

/* Keep ERROR if it is the one of the lowest offset, and want nothing from
   there on.  */
static void
keep_error (struct pipeline *pipeline, uint64_t offset, int error,
            enum chunk_side side)
{
  if (pipeline->error != 0 && offset >= pipeline->error_offset)
    return;
  pipeline->error = error;
  pipeline->error_offset = offset;
  pipeline->side = side;
  if (offset < pipeline->limit)
    pipeline->limit = offset;
}

/* Where to stop: what is under way is finished, but what only waits for its
   turn to be written is not begun.  */
static uint64_t
stop_at (const struct pipeline *pipeline)
{
  uint64_t end = pipeline->written;

  if (!pipeline->in_order)
    return pipeline->cursor;
  for (unsigned int i = 0; i < pipeline->ready; i++)
    {
      const struct chunk *chunk = &pipeline->chunks[i];
      if (chunk->state == CHUNK_WRITING && chunk->pending > 0)
        end = chunk->offset + chunk->have;
    }
  return end;
}

static bool
asked_to_stop (struct pipeline *pipeline)
{
  if (!pipeline->stopped && pipeline->stop != NULL
      && pipeline->stop (pipeline->arg))
    {
      pipeline->stopped = true;
      keep_error (pipeline, stop_at (pipeline), -ECANCELED, CHUNK_SOURCE);
    }
  return pipeline->stopped;
}

static void
start (struct pipeline *pipeline)
{
  pipeline->cursor = pipeline->extents->next;
  pipeline->extent_end = pipeline->cursor;
  pipeline->sent_back = pipeline->cursor;
  pipeline->dropped = pipeline->cursor;
  pipeline->taken_upto = pipeline->cursor;
  pipeline->written = pipeline->cursor;
  pipeline->limit = UINT64_MAX;
  chunk_init (&pipeline->chunks[0], pipeline, 0,
              bufpool_buffer (pipeline->pool, 0));
  pipeline->ready = 1;
  if (pipeline->path == PIPELINE_RING)
    pipeline_enter_ring (pipeline);
}

/* ---- What to copy next --------------------------------------------- */

/* Make LEN bytes at OFFSET in the target a hole.  False if they have to
   be written after all.  */
static bool
make_hole (struct pipeline *pipeline, uint64_t offset, uint64_t len)
{
  if (pipeline->punch)
    {
      struct op op;
      op_init (&op, OP_FALLOCATE, pipeline->target->fd, NULL, NULL);
      op.u.fallocate.mode = FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE;
      op.u.fallocate.offset = (int64_t) offset;
      op.u.fallocate.len = (int64_t) len;
      if (engine_call (pipeline->engine, &op) < 0)
        return false;
    }
  moved (pipeline, len);
  return true;
}

/* Bring CURSOR to the next data.  Return 1, 0 at the end, or -errno.  */
static int
next_data (struct pipeline *pipeline)
{
  while (pipeline->cursor >= pipeline->extent_end)
    {
      struct extent extent;
      int found = extents_next (pipeline->extents, &extent);
      if (found <= 0)
        return found;
      if (extent.hole
          && make_hole (pipeline, extent.start + pipeline->to_target,
                        extent.end - extent.start))
        {
          pipeline->cursor = extent.end;
          pipeline->skipped += extent.end - extent.start;
        }
      pipeline->extent_end = extent.end;
    }
  return 1;
}

static void
begin (struct pipeline *pipeline, struct chunk *chunk, size_t len)
{
  chunk_begin (chunk, pipeline->cursor, len, pipeline->align);
  chunk->hole = pipeline->skipped;
  pipeline->skipped = 0;
}

/* Give CHUNK something to do.  False: there is nothing more, for now.  */
static bool
next_range (struct pipeline *pipeline, struct chunk *chunk)
{
  if (pipeline->limit != UINT64_MAX || pipeline->probing
      || asked_to_stop (pipeline))
    return false;

  int found = next_data (pipeline);
  if (found < 0)
    keep_error (pipeline, pipeline->cursor, found, CHUNK_SOURCE);
  if (found < 0 || (found == 0 && !pipeline->to_end))
    return false;
  if (found == 0)
    {
      /* A file that told its holes has just told its end, too.  */
      if (pipeline->extents->seeks)
        return false;
      begin (pipeline, chunk, pipeline->probe_size);
      chunk->probe = true;
      pipeline->probing = true;
      return true;
    }

  uint64_t left = pipeline->extent_end - pipeline->cursor;
  size_t len = pipeline->path == PIPELINE_RING ? pipeline->ring_size
                                               : pipeline->call_size;
  if (left < len)
    len = (size_t) left;
  begin (pipeline, chunk, len);
  pipeline->cursor += len;
  if (pipeline->ahead != NULL)
    pipeline->ahead (pipeline->arg, pipeline->cursor + pipeline->to_target);
  return true;
}

/* ---- What came of an op -------------------------------------------- */

/* Whether CHUNK's op, which failed, is to be done again; it may have been
   parked till then.  */
static bool
try_again (struct pipeline *pipeline, struct chunk *chunk)
{
  bool reading = chunk->side == CHUNK_SOURCE;
  struct endpoint *endpoint = reading ? pipeline->source : pipeline->target;
  struct op *op = reading ? &chunk->read : &chunk->write;

  switch (chunk->error)
    {
    case -EINTR:
      return !asked_to_stop (pipeline);

    case -EAGAIN:
      if (!endpoint->seekable)
        {
          endpoint_wait (endpoint, reading);
          return !asked_to_stop (pipeline);
        }
      return ++chunk->retries < RETRIES_MAX;

    case -ECANCELED:
      return ++chunk->retries < RETRIES_MAX;

    case -EOPNOTSUPP:
      if (endpoint->direct && engine_is_polled (pipeline->engine))
        {
          pipeline->fixes |= FIX_POLLING;
          chunk->parked = true;
          return true;
        }
      if ((op->u.rw.rw_flags & RWF_DONTCACHE) == 0)
        return false;
      endpoint->cache = CACHE_FADVISE;
      return true;

    case -EINVAL:
      if (!endpoint->direct || pipeline->in_order)
        return false;
      pipeline->fixes |= reading ? FIX_SOURCE_DIRECT : FIX_TARGET_DIRECT;
      chunk->parked = true;
      return true;

    default:
      return false;
    }
}

/* Take in what CHUNK's ops gave.  */
static void
settle (struct pipeline *pipeline, struct chunk *chunk)
{
  enum chunk_news news = chunk_advance (chunk);

  if (chunk->moved != 0)
    {
      /* A finished buffer has moved its offset on; done is 0 then.  */
      uint64_t end = target_offset (pipeline, chunk);
      if (end > pipeline->high)
        pipeline->high = end;
      if (pipeline->path == PIPELINE_RING)
        pipeline->ring_bytes += chunk->moved;
      else
        pipeline->call_bytes += chunk->moved;
      moved (pipeline, chunk->moved);
      if (pipeline->wrote != NULL)
        pipeline->wrote (pipeline->arg, chunk->moved);
    }

  bool ends = news == CHUNK_END_OF_FILE || news == CHUNK_RAGGED
              || (pipeline->in_order && chunk->state == CHUNK_WRITING
                  && chunk->have < chunk->asked);
  if (ends && chunk->offset < pipeline->limit)
    {
      pipeline->limit = chunk->offset;
      pipeline->found_end = news == CHUNK_END_OF_FILE;
    }
  else if (news == CHUNK_TROUBLE && !try_again (pipeline, chunk))
    {
      keep_error (pipeline, chunk->offset + chunk->done,
                  pipeline->stopped ? -ECANCELED : chunk->error, chunk->side);
      chunk_fail (chunk);
    }
}

/* CHUNK is DONE or FAILED.  */
static void
release (struct pipeline *pipeline, struct chunk *chunk)
{
  if (chunk->probe)
    {
      /* Where a file is longer than it says, more will come.  */
      pipeline->probe_size = pipeline->call_size;
      pipeline->probing = false;
      pipeline->cursor = chunk->offset;
      pipeline->extent_end = chunk->offset;
      if (pipeline->limit == UINT64_MAX)
        {
          int error = extents_grown (pipeline->extents, chunk->offset);
          if (error < 0)
            keep_error (pipeline, chunk->offset, error, CHUNK_SOURCE);
        }
    }
  chunk_free (chunk);
  pipeline_clean_behind (pipeline, false);
}

/* ---- Moving chunks ------------------------------------------------- */

static void drive (struct pipeline *, struct chunk *);

static void
op_done (struct op *op)
{
  struct chunk *chunk = op->owner;
  struct pipeline *pipeline = chunk->owner;

  assert (chunk->pending > 0 && pipeline->inflight > 0);
  pipeline->inflight--;
  if (--chunk->pending > 0)
    return;
  settle (pipeline, chunk);
  drive (pipeline, chunk);
}

/* Prepare the op that CHUNK's state names.  False: none is needed, as zeros
   have become holes or nothing is written at all, and the state is another
   one.  */
static bool
prepare (struct pipeline *pipeline, struct chunk *chunk)
{
  if (chunk->state == CHUNK_READING)
    {
      chunk_prepare_read (chunk, pipeline->source,
                          pipeline_cache_flag (pipeline->source), op_done);
      return true;
    }

  size_t len = chunk->have - chunk->done;
  if (pipeline->reads_only)
    {
      moved (pipeline, len);
      chunk_skip (chunk, len);
      return false;
    }
  if (pipeline->zero_granule != 0)
    {
      bool zero;
      uint64_t offset = target_offset (pipeline, chunk);
      len = zeros_run (chunk->data + chunk->done, len, offset,
                       pipeline->zero_granule, &zero);
      if (zero && make_hole (pipeline, offset, len))
        {
          chunk_skip (chunk, len);
          return false;
        }
    }
  chunk_prepare_write (chunk, pipeline->target, target_offset (pipeline, chunk),
                       len, pipeline_cache_flag (pipeline->target), op_done);
  return true;
}

/* Queue the op that was prepared, with its write if it is a read whose
   bytes nobody needs to see.  The write is not sent to a thread at once
   (OP_F_ASYNC): Linux 6.18 would forget then that buffered writes to one
   file are to go one after the other, and its threads would spin on the
   file's lock, for twice the processor's time.  */
static void
queue (struct pipeline *pipeline, struct chunk *chunk)
{
  bool reading = chunk->state == CHUNK_READING;

  chunk->paired = reading && !chunk->probe && pipeline->zero_granule == 0
                  && !pipeline->reads_only && !pipeline->in_order;
  if (chunk->paired)
    {
      chunk_prepare_write (chunk, pipeline->target,
                           target_offset (pipeline, chunk), chunk->asked,
                           pipeline_cache_flag (pipeline->target), op_done);
      chunk->read.flags |= OP_F_LINK;
    }
  chunk->pending = chunk->paired ? 2 : 1;
  pipeline->inflight += chunk->pending;
  if (reading)
    engine_queue (pipeline->engine, &chunk->read);
  if (!reading || chunk->paired)
    engine_queue (pipeline->engine, &chunk->write);
}

/* Do the op that was prepared, now.  False: it would block, and the ring
   is the better place for it.  */
static bool
call (struct pipeline *pipeline, struct chunk *chunk)
{
  if (chunk->state == CHUNK_WRITING)
    engine_call (pipeline->engine, &chunk->write);
  else if (pipeline->path == PIPELINE_CALL)
    engine_call (pipeline->engine, &chunk->read);
  else if (engine_try (pipeline->engine, &chunk->read) == -EAGAIN)
    {
      pipeline->path = PIPELINE_CALL;
      return false;
    }
  return true;
}

/* Whether CHUNK may be written now, if that is what comes next.  */
static bool
its_turn (const struct pipeline *pipeline, const struct chunk *chunk)
{
  return !pipeline->in_order || chunk->state != CHUNK_WRITING
         || chunk->offset + chunk->done == pipeline->written;
}

/* Take CHUNK as far as it goes without waiting for the ring.  */
static void
drive (struct pipeline *pipeline, struct chunk *chunk)
{
  while (chunk_is_busy (chunk) && !chunk->parked)
    {
      bool free = pipeline_take (pipeline, chunk);
      if (chunk->offset >= pipeline->limit)
        chunk_drop (chunk);
      else if ((!free && chunk->state == CHUNK_READING)
               || !its_turn (pipeline, chunk))
        return;
      else if (!prepare (pipeline, chunk))
        continue;
      else if (pipeline->path == PIPELINE_RING)
        {
          queue (pipeline, chunk);
          return;
        }
      else if (call (pipeline, chunk))
        settle (pipeline, chunk);
    }
  if (!chunk_is_busy (chunk) && pipeline_take (pipeline, chunk))
    release (pipeline, chunk);
}

/* Whether CHUNK, which waited to be written, need not wait any longer.  */
static bool
may_go_on (const struct pipeline *pipeline, const struct chunk *chunk)
{
  return pipeline->in_order && chunk->state == CHUNK_WRITING
         && chunk->pending == 0 && !chunk->parked
         && (chunk->offset >= pipeline->limit || its_turn (pipeline, chunk));
}

/* Go on with chunks that waited for their turn: to be taken or written.  */
static void
drive_held (struct pipeline *pipeline)
{
  if (pipeline->taken == NULL && !pipeline->in_order)
    return;
  for (unsigned int i = 0; i < pipeline->ready;)
    {
      struct chunk *chunk = &pipeline->chunks[i];
      bool moved_on = may_go_on (pipeline, chunk)
                      || (pipeline->taken != NULL
                          && pipeline_take_held (pipeline, chunk));
      if (moved_on)
        drive (pipeline, chunk);
      /* Now it may be the turn of any.  */
      i = moved_on ? 0 : i + 1;
    }
}

static struct chunk *
free_chunk (struct pipeline *pipeline)
{
  for (unsigned int i = 0; i < pipeline->ready; i++)
    if (pipeline->chunks[i].state == CHUNK_FREE)
      return &pipeline->chunks[i];
  return NULL;
}

/* Hand out work until there is no chunk or no work left.  */
static void
fill (struct pipeline *pipeline)
{
  struct chunk *chunk;

  drive_held (pipeline);
  while (pipeline->fixes == 0 && (chunk = free_chunk (pipeline)) != NULL
         && next_range (pipeline, chunk))
    drive (pipeline, chunk);
}

/* ---- The run -------------------------------------------------------- */

/* Nothing is in flight: change what chunks were parked for, and go on.  */
static void
change_course (struct pipeline *pipeline)
{
  unsigned int fixes = pipeline->fixes;

  pipeline->fixes = 0;
  if ((fixes & FIX_SOURCE_DIRECT) != 0)
    pipeline_stop_direct (pipeline, pipeline->source);
  if ((fixes & FIX_TARGET_DIRECT) != 0)
    pipeline_stop_direct (pipeline, pipeline->target);
  if ((fixes & FIX_POLLING) != 0)
    pipeline_stop_polling (pipeline);

  for (unsigned int i = 0; i < pipeline->ready; i++)
    {
      struct chunk *chunk = &pipeline->chunks[i];
      if (chunk_is_busy (chunk) && chunk->parked)
        {
          chunk->parked = false;
          drive (pipeline, chunk);
        }
    }
}

int
pipeline_run (struct pipeline *pipeline)
{
  start (pipeline);
  for (;;)
    {
      fill (pipeline);
      if (pipeline->inflight > 0)
        {
          if (engine_run (pipeline->engine, true) == -EINTR)
            asked_to_stop (pipeline);
        }
      else if (pipeline->fixes != 0)
        change_course (pipeline);
      else
        break;
    }

  pipeline->end
      = pipeline->cursor < pipeline->limit ? pipeline->cursor : pipeline->limit;
  pipeline_take_rest (pipeline);
  pipeline_clean_behind (pipeline, true);
  pipeline_unregister_files (pipeline);
  return pipeline->error;
}
