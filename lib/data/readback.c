/* Reading a file, in order, for whoever sums its bytes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/readback.h"

#include <errno.h>
#include <string.h>

#include "base/stop.h"
#include "data/extents.h"
#include "data/pipeline.h"

enum
{
  /* The smallest file that pays for registering buffers.  */
  REGISTER_FROM = 4 << 20,
  /* A look behind the end.  */
  PROBE_SIZE = 4096
};

/* One run of the pipeline: from AT to LIMIT.  */
struct part
{
  uint64_t at, limit;
  size_t align;
};

static void
moved (void *arg, uint64_t bytes)
{
  const struct readback *readback = arg;
  if (readback->moved)
    readback->moved (readback->arg, bytes);
}

static void
taken (void *arg, const void *data, uint64_t len)
{
  const struct readback *readback = arg;
  readback->take (readback->arg, data, len);
}

static bool
stop (void *arg)
{
  const struct readback *readback = arg;
  return readback->stop && readback->stop (readback->arg);
}

static enum pipeline_path
choose_path (struct engine *engine, const struct endpoint *file)
{
  enum engine_mode mode = engine_mode (engine);
  bool polled_in_vain = engine_is_polled (engine) && !file->direct;
  bool ring = mode == ENGINE_URING || (mode == ENGINE_AUTO && file->direct);
  return ring && file->seekable && !polled_in_vain ? PIPELINE_RING
                                                   : PIPELINE_CALL;
}

/* Read PART of FILE, and move PART->at to its end.  */
static int
run_part (struct readback *readback, struct endpoint *file, struct part *part)
{
  struct chunk chunks[PIPELINE_CHUNKS_MAX];
  struct endpoint nowhere = { .fd = -1, .slot = OP_NO_SLOT };
  struct pipeline pipeline;
  struct extents extents;
  size_t size = bufpool_size (readback->pool);

  extents_init (&extents, readback->engine, file, part->at, part->limit,
                part->align, true);
  memset (&pipeline, 0, sizeof pipeline);
  pipeline.engine = readback->engine;
  pipeline.pool = readback->pool;
  pipeline.source = file;
  pipeline.target = &nowhere;
  pipeline.reads_only = true;
  pipeline.extents = &extents;
  pipeline.chunks = chunks;
  pipeline.n_chunks = PIPELINE_CHUNKS_MAX;
  pipeline.path = choose_path (readback->engine, file);
  pipeline.registers = file->size >= REGISTER_FROM;
  pipeline.to_end = part->limit == EXTENTS_NO_LIMIT;
  pipeline.call_size = size;
  pipeline.ring_size = size;
  pipeline.probe_size = PROBE_SIZE;
  pipeline.align = part->align;
  pipeline.arg = readback;
  pipeline.moved = moved;
  pipeline.taken = taken;
  pipeline.stop = stop;
  int err = pipeline_run (&pipeline);
  part->at = pipeline.end;
  return err;
}

/* What is aligned, by O_DIRECT.  */
static int
run_direct (struct readback *readback, struct endpoint *file, struct part *part)
{
  size_t align = file->dio_offset_align;
  part->limit = file->size - file->size % align;
  part->align = align;
  int err = 0;
  if (align <= bufpool_size (readback->pool) && part->limit > 0)
    err = run_part (readback, file, part);
  int off = endpoint_set_direct (readback->engine, file, false);
  return err < 0 ? err : off;
}

int
readback_run (struct readback *readback)
{
  struct endpoint file;
  struct part part = { .at = 0 };
  int err = endpoint_open (readback->engine, &file, readback->fd);
  if (err < 0)
    return err;
  if (readback->cold)
    endpoint_drop_cache (readback->engine, &file, false, 0, 0);
  if (file.direct)
    err = run_direct (readback, &file, &part);
  if (err < 0)
    return err;
  part.limit = EXTENTS_NO_LIMIT;
  part.align = 1;
  return run_part (readback, &file, &part);
}

int64_t
readback_piece (const struct readback_piece *piece)
{
  size_t have = 0;
  while (have < piece->want)
    {
      struct op op;
      op_init (&op, OP_READ, piece->fd, NULL, NULL);
      op.u.rw.buf = piece->buf + have;
      op.u.rw.len = piece->room - have;
      op.u.rw.offset = (int64_t) (piece->offset + have);
      int n = engine_call (piece->engine, &op);
      if (stop_requested ())
        return -ECANCELED;
      if (n == -EINTR || n == -EAGAIN)
        continue;
      if (n < 0)
        return n;
      if (n == 0)
        break;
      have += n;
    }
  return (int64_t) have;
}
