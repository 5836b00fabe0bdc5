/* The life of a chunk.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/chunk.h"

#include <assert.h>
#include <errno.h>

/* The one place that changes a chunk's state.  */
static void
move (struct chunk *chunk, enum chunk_state to)
{
#define BIT(state) (1U << (state))
  static const unsigned int from[] = {
    [CHUNK_FREE] = BIT (CHUNK_DONE) | BIT (CHUNK_FAILED),
    [CHUNK_READING] = BIT (CHUNK_FREE) | BIT (CHUNK_WRITING),
    [CHUNK_WRITING] = BIT (CHUNK_READING),
    [CHUNK_DONE] = BIT (CHUNK_READING) | BIT (CHUNK_WRITING),
    [CHUNK_FAILED] = BIT (CHUNK_READING) | BIT (CHUNK_WRITING),
  };
  assert ((from[to] & BIT (chunk->state)) != 0);
  assert (chunk->pending == 0);
#undef BIT
  chunk->state = to;
}

void
chunk_init (struct chunk *chunk, void *owner, unsigned int buffer, void *data)
{
  chunk->state = CHUNK_FREE;
  chunk->pending = 0;
  chunk->owner = owner;
  chunk->buffer = buffer;
  chunk->data = data;
  chunk->registered = false;
}

void
chunk_begin (struct chunk *chunk, uint64_t offset, size_t asked, size_t align)
{
  chunk->paired = false;
  chunk->probe = false;
  chunk->parked = false;
  chunk->retries = 0;
  chunk->align = align;
  chunk->offset = offset;
  chunk->asked = asked;
  chunk->have = 0;
  chunk->done = 0;
  chunk->moved = 0;
  chunk->got = 0;
  chunk->hole = 0;
  chunk->error = 0;
  move (chunk, CHUNK_READING);
}

bool
chunk_is_busy (const struct chunk *chunk)
{
  return chunk->state == CHUNK_READING || chunk->state == CHUNK_WRITING;
}

/* What the reads and writes have in common.  */
static void
prepare (struct chunk *chunk, struct op *op, enum op_kind kind,
         const struct endpoint *endpoint, uint64_t offset,
         void (*done) (struct op *))
{
  op_init (op, kind, endpoint->fd, chunk, done);
  op->slot = endpoint->slot;
  op->u.rw.offset = endpoint->seekable ? (int64_t) offset : OP_CURRENT_OFFSET;
  if (chunk->registered)
    {
      op->flags |= OP_F_FIXED_BUFFER;
      op->u.rw.buf_index = chunk->buffer;
    }
}

void
chunk_prepare_read (struct chunk *chunk, const struct endpoint *source,
                    int rw_flags, void (*done) (struct op *))
{
  prepare (chunk, &chunk->read, OP_READ, source, chunk->offset, done);
  chunk->read.u.rw.buf = chunk->data;
  chunk->read.u.rw.len = chunk->asked;
  chunk->read.u.rw.rw_flags = rw_flags;
  chunk->paired = false;
}

void
chunk_prepare_write (struct chunk *chunk, const struct endpoint *target,
                     uint64_t target_offset, size_t len, int rw_flags,
                     void (*done) (struct op *))
{
  prepare (chunk, &chunk->write, OP_WRITE, target, target_offset, done);
  chunk->write.u.rw.buf = chunk->data + chunk->done;
  chunk->write.u.rw.len = len;
  chunk->write.u.rw.rw_flags = rw_flags;
}

static enum chunk_news
trouble (struct chunk *chunk, enum chunk_side side, int error)
{
  chunk->side = side;
  chunk->error = error;
  return CHUNK_TROUBLE;
}

/* READING: take in what the read gave.  */
static enum chunk_news
after_read (struct chunk *chunk)
{
  int got = chunk->read.result;

  if (got < 0)
    {
      /* A write that the ring would not even take cancels the read that
         leads to it.  */
      if (got == -ECANCELED && chunk->paired && chunk->write.result < 0)
        return trouble (chunk, CHUNK_TARGET, chunk->write.result);
      return trouble (chunk, CHUNK_SOURCE, got);
    }
  if (got == 0)
    {
      move (chunk, CHUNK_DONE);
      return CHUNK_END_OF_FILE;
    }

  size_t usable = (size_t) got;
  if (usable < chunk->asked)
    usable -= usable % chunk->align;
  if (usable == 0)
    {
      move (chunk, CHUNK_DONE);
      return CHUNK_RAGGED;
    }
  chunk->have = usable;
  chunk->done = 0;
  chunk->got = usable;
  chunk->got_at = chunk->offset;
  move (chunk, CHUNK_WRITING);
  return CHUNK_GO_ON;
}

enum chunk_news
chunk_skip (struct chunk *chunk, size_t len)
{
  assert (chunk->state == CHUNK_WRITING);
  assert (len <= chunk->have - chunk->done);
  chunk->done += len;
  chunk->moved = len;
  chunk->retries = 0;
  if (chunk->done < chunk->have)
    return CHUNK_GO_ON;

  chunk->offset += chunk->have;
  chunk->asked -= chunk->have;
  chunk->have = 0;
  chunk->done = 0;
  move (chunk, chunk->asked == 0 ? CHUNK_DONE : CHUNK_READING);
  return chunk->asked == 0 ? CHUNK_FINISHED : CHUNK_GO_ON;
}

/* WRITING: take in what the write gave.  */
static enum chunk_news
after_write (struct chunk *chunk)
{
  int put = chunk->write.result;

  if (put < 0)
    return trouble (chunk, CHUNK_TARGET, put);
  if (put == 0)
    return trouble (chunk, CHUNK_TARGET, -ENOSPC);

  size_t len = (size_t) put;
  if (len < chunk->write.u.rw.len)
    len -= len % chunk->align;
  if (len == 0)
    return trouble (chunk, CHUNK_TARGET, -EAGAIN);
  return chunk_skip (chunk, len);
}

enum chunk_news
chunk_advance (struct chunk *chunk)
{
  assert (chunk->pending == 0);
  chunk->moved = 0;
  if (chunk->state == CHUNK_WRITING)
    return after_write (chunk);

  assert (chunk->state == CHUNK_READING);
  enum chunk_news news = after_read (chunk);
  if (news != CHUNK_GO_ON || !chunk->paired)
    return news;

  /* The write of a pair counts only if it wrote what was read; after a
     short read it was cancelled, and the owner issues it anew.  */
  chunk->paired = false;
  if (chunk->have < chunk->asked || chunk->write.result == -ECANCELED)
    return CHUNK_GO_ON;
  return after_write (chunk);
}

void
chunk_fail (struct chunk *chunk)
{
  move (chunk, CHUNK_FAILED);
}

void
chunk_drop (struct chunk *chunk)
{
  move (chunk, CHUNK_DONE);
}

void
chunk_free (struct chunk *chunk)
{
  move (chunk, CHUNK_FREE);
}
