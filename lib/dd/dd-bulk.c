/* Many records at a time: what may go so, how, and how it is counted.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-bulk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/messages.h"
#include "data/bufpool.h"
#include "data/endpoint.h"
#include "data/extents.h"
#include "data/pipeline.h"
#include "data/transfer.h"
#include "dd/dd-room.h"
#include "dd/dd-signal.h"
#include "engine/calls.h"
#include "user/report.h"

enum
{
  KIB = 1 << 10,
  MIB = 1 << 20,

  /* Less than this is as quickly copied record by record.  */
  BULK_FROM = 64 * KIB,
  /* Chunks through the page cache, and how many of them on the ring without
     qd=: as in transfer-ring.c.  */
  BUFFERED_SIZE = 512 * KIB,
  BUFFERED_CHUNKS = 4,
  /* The same past the page cache.  */
  DIRECT_SIZE = 1 * MIB,
  DIRECT_CHUNKS = 8,
  /* Chunks smaller than this are not worth a request each.  */
  RING_SIZE_MIN = 128 * KIB,
  /* For all chunks, where their number is not said.  */
  MEMORY = 64 * MIB,
  /* Direct copies smaller than this are not worth a ring.  */
  RING_FROM = 1 * MIB,
  /* Copies that pay for registering buffers and files.  */
  REGISTER_FROM = 4 * MIB,
  /* No record, nor any multiple of both sides' records, above this.  */
  UNIT_MAX = 4 * MIB,
  PAGE = 4 * KIB
};

/* Devices by their numbers (admin-guide/devices.txt of Linux).  */
enum
{
  MEMORY_MAJOR = 1,
  NULL_MINOR = 3,
  ZERO_MINOR = 5,
  URANDOM_MINOR = 9
};

/* One run.  */
struct bulk
{
  struct dd *dd;
  struct endpoint source;
  struct endpoint target;
  uint64_t source_at; /* where the run begins on either side; where the file */
  uint64_t target_at; /*   has no positions, 0 */
  uint64_t len;       /* bytes to copy at the most, a multiple of UNIT */
  uint64_t unit;      /* bytes that are whole records on both sides */
  uint64_t moved;     /* bytes in the target, or passed over there */
  bool in_hole;       /* the last of them were passed over */
  bool stopped;       /* by a signal */
  struct dd_counts before;
  struct dd_room room;
};

/* ---- What may go so ---------------------------------------------------- */

/* The smallest number of bytes that is a multiple of A and of B, or 0 if it
   is above UNIT_MAX.  */
static uint64_t
common_multiple (uint64_t a, uint64_t b)
{
  uint64_t x = a, y = b;

  while (y != 0)
    {
      uint64_t rest = x % y;
      x = y;
      y = rest;
    }
  return a / x <= UNIT_MAX / b ? a / x * b : 0;
}

static uint64_t
unit_of (const struct dd_policy *policy)
{
  return common_multiple (policy->input.block_size, policy->output.block_size);
}

/* Whether what DD was asked for allows it, be the files what they may.  */
static bool
is_plain (const struct dd *dd)
{
  /* Whole records are none of SYNC's and NOERROR's business.  */
  const unsigned int looks = DD_ASCII | DD_EBCDIC | DD_IBM | DD_BLOCK
                             | DD_UNBLOCK | DD_LCASE | DD_UCASE | DD_SWAB;
  return (dd->conv & looks) == 0 && unit_of (dd->policy) != 0;
}

static bool
is_memory_device (const struct statx *stx, unsigned int minor)
{
  return S_ISCHR (stx->stx_mode) && stx->stx_rdev_major == MEMORY_MAJOR
         && stx->stx_rdev_minor == minor;
}

/* Whether reads and writes of the file of STX do all they are asked for, at
   any offset.  */
static bool
is_regular_enough (const struct statx *stx, bool source)
{
  return S_ISREG (stx->stx_mode) || S_ISBLK (stx->stx_mode)
         || (source ? is_memory_device (stx, ZERO_MINOR)
                          || is_memory_device (stx, URANDOM_MINOR)
                    : is_memory_device (stx, NULL_MINOR));
}

/* Whether FD's flags let its records be taken together: appending has a
   position of its own, and synchronous writes are counted by whoever asked
   for them.  */
static bool
has_plain_flags (struct engine *engine, int fd)
{
  struct op op;

  op_init (&op, OP_GETFL, fd, NULL, NULL);
  int flags = engine_call (engine, &op);
  return flags >= 0 && (flags & (O_APPEND | O_DSYNC)) == 0;
}

/* Describe FD in ENDPOINT and where it stands in *RET_AT.  False if it is
   not to be served.  */
static bool
look_at (struct engine *engine, int fd, bool source, struct statx *ret_stx,
         struct endpoint *ret_endpoint, uint64_t *ret_at)
{
  int64_t at = 0;

  if (call_fstatx (engine, fd, ret_stx) < 0
      || !is_regular_enough (ret_stx, source) || !has_plain_flags (engine, fd)
      || endpoint_open (engine, ret_endpoint, fd) < 0)
    return false;
  if (ret_endpoint->type == ENDPOINT_CHAR)
    {
      /* These take any offset, and it means nothing to them.  */
      ret_endpoint->seekable = true;
      ret_endpoint->size = INT64_MAX;
    }
  else if (call_seek (engine, fd, 0, SEEK_CUR, &at) < 0)
    return false;
  *ret_at = (uint64_t) at;
  return true;
}

/* Whether both are the same bytes, so that what is read depends on what was
   written before.  */
static bool
is_same (const struct statx *a, const struct statx *b)
{
  if (S_ISBLK (a->stx_mode) && S_ISBLK (b->stx_mode))
    return a->stx_rdev_major == b->stx_rdev_major
           && a->stx_rdev_minor == b->stx_rdev_minor;
  return a->stx_dev_major == b->stx_dev_major
         && a->stx_dev_minor == b->stx_dev_minor && a->stx_ino == b->stx_ino;
}

/* How many bytes of whole input records count= still allows.  */
static uint64_t
allowed (const struct dd *dd)
{
  uint64_t size = dd->policy->input.block_size;
  uint64_t records = dd_records_left (dd);

  return records > UINT64_MAX / size ? UINT64_MAX : records * size;
}

/* Fill in BULK for a run from where DD is.  False: there is none.  */
static bool
begin (struct bulk *bulk, struct dd *dd)
{
  struct engine *engine = dd->engine;
  struct statx source, target;

  memset (bulk, 0, sizeof *bulk);
  bulk->dd = dd;
  bulk->before = dd->counts;
  bulk->unit = unit_of (dd->policy);
  if (!is_plain (dd)
      || !look_at (engine, dd->input_fd, true, &source, &bulk->source,
                   &bulk->source_at)
      || !look_at (engine, dd->output_fd, false, &target, &bulk->target,
                   &bulk->target_at)
      || is_same (&source, &target) || bulk->source_at >= bulk->source.size)
    return false;
  /* What may become a hole is looked for at multiples of obs.  */
  if ((dd->conv & DD_SPARSE) != 0
      && (bulk->target_at % dd->policy->output.block_size != 0
          || bulk->target.direct))
    return false;

  uint64_t room = (uint64_t) INT64_MAX - bulk->target_at;
  bulk->len = allowed (dd);
  if (bulk->source.size - bulk->source_at < bulk->len)
    bulk->len = bulk->source.size - bulk->source_at;
  if (room < bulk->len)
    bulk->len = room;
  bulk->len -= bulk->len % bulk->unit;
  return bulk->len >= BULK_FROM && bulk->len >= 2 * bulk->unit;
}

/* ---- Counting ---------------------------------------------------------- */

/* Count the first LEN bytes of BULK as records.  */
static void
count (struct bulk *bulk, uint64_t len)
{
  const struct dd_policy *policy = bulk->dd->policy;
  struct dd_counts *counts = &bulk->dd->counts;
  uint64_t written = len / policy->output.block_size;

  counts->full_in = bulk->before.full_in + len / policy->input.block_size;
  counts->full_out = bulk->before.full_out + written;
  counts->bytes = bulk->before.bytes + written * policy->output.block_size;
}

/* LEN bytes more of one side, which began at AT, were moved.  */
static void
drop_cache (struct bulk *bulk, const struct endpoint *endpoint,
            struct dd_cache *cache, uint64_t at, uint64_t len)
{
  if (cache->wanted && endpoint->type != ENDPOINT_CHAR)
    dd_cache_moved (cache, bulk->dd->engine, endpoint->fd,
                    (int64_t) (at + bulk->moved), len);
}

static void
moved (void *arg, uint64_t bytes)
{
  struct bulk *bulk = arg;
  struct dd *dd = bulk->dd;

  bulk->moved += bytes;
  bulk->in_hole = true;
  count (bulk, bulk->moved);
  drop_cache (bulk, &bulk->source, &dd->input_cache, bulk->source_at, bytes);
  drop_cache (bulk, &bulk->target, &dd->output_cache, bulk->target_at, bytes);
}

/* Called after moved () for what was not passed over.  */
static void
wrote (void *arg, uint64_t bytes)
{
  struct bulk *bulk = arg;
  (void) bytes;
  bulk->in_hole = false;
}

static bool
stop (void *arg)
{
  struct bulk *bulk = arg;
  struct dd *dd = bulk->dd;

  bulk->stopped = dd_signal_poll (dd) < 0;
  if (!bulk->stopped && dd->tick != NULL)
    dd->tick (dd);
  return bulk->stopped;
}

static void
ahead (void *arg, uint64_t end)
{
  struct bulk *bulk = arg;
  dd_room_ahead (&bulk->room, end);
}

/* ---- How --------------------------------------------------------------- */

/* Whether plain calls would leave something undone while they wait: where
   the kernel neither reads ahead nor writes behind, and on ext4, where the
   ring writes in another thread (see transfer-ring.c).  Measured on Linux 6.18,
   there is nothing in that unless the blocks are there before.  */
static bool
worth_a_ring (const struct bulk *bulk)
{
  if (bulk->source.direct || bulk->target.direct)
    return bulk->len >= RING_FROM;
  return bulk->len >= TRANSFER_RING_FROM && dd_room_is_made (&bulk->room);
}

static enum pipeline_path
choose_path (const struct bulk *bulk)
{
  struct engine *engine = bulk->dd->engine;
  enum engine_mode mode = engine_mode (engine);

  /* What these devices give is made up by the processor; and on the ring,
     reads of them come short (Linux 6.18).  */
  if (mode == ENGINE_SYNC || bulk->source.type == ENDPOINT_CHAR)
    return PIPELINE_CALL;
  /* A polled ring takes direct reads and writes only.  */
  if (engine_is_polled (engine)
      && !(bulk->source.direct && bulk->target.direct))
    return PIPELINE_CALL;
  return mode == ENGINE_URING || worth_a_ring (bulk) ? PIPELINE_RING
                                                     : PIPELINE_CALL;
}

/* The size of chunks of about MOST bytes: whole records, and if that can be
   had whole pages.  */
static size_t
chunk_size (uint64_t unit, uint64_t most)
{
  uint64_t pages = common_multiple (unit, PAGE);

  if (pages != 0 && pages <= most)
    unit = pages;
  return (size_t) (unit < most ? most - most % unit : unit);
}

/* How BULK is to travel.  */
struct way
{
  enum pipeline_path path;
  unsigned int n_chunks;
  size_t chunk_size;
};

static unsigned int
choose_depth (const struct dd_policy *policy, bool direct, uint64_t size)
{
  uint64_t n = direct ? DIRECT_CHUNKS : BUFFERED_CHUNKS;

  if (policy->depth != 0)
    n = policy->depth;
  else if (n > MEMORY / size)
    n = MEMORY / size;
  if (n < 2)
    return 2;
  return n < PIPELINE_CHUNKS_MAX ? (unsigned int) n : PIPELINE_CHUNKS_MAX;
}

static struct way
choose_way (const struct bulk *bulk)
{
  const struct dd_policy *policy = bulk->dd->policy;
  struct way way = { .path = choose_path (bulk), .n_chunks = 1 };
  bool direct = bulk->source.direct || bulk->target.direct;
  bool polled = engine_is_polled (bulk->dd->engine);
  uint64_t size = policy->chunk_size;

  if (size == 0)
    size = !direct  ? BUFFERED_SIZE
           : polled ? TRANSFER_POLLED_SIZE
                    : DIRECT_SIZE;
  if (way.path == PIPELINE_RING)
    {
      way.n_chunks = choose_depth (policy, direct, size);
      /* There is to be some for each of them.  */
      uint64_t share = bulk->len / way.n_chunks;
      if (share < size && size > RING_SIZE_MIN)
        size = share > RING_SIZE_MIN ? share : RING_SIZE_MIN;
    }
  way.chunk_size = chunk_size (bulk->unit, size);
  return way;
}

/* Do KIND for LEN bytes from BULK's SKIP'th on, by BUF.  Whether all were
   done.  */
static bool
does_all (struct bulk *bulk, enum op_kind kind, void *buf, size_t skip,
          size_t len)
{
  bool reads = kind == OP_READ;
  const struct endpoint *side = reads ? &bulk->source : &bulk->target;
  struct op op;

  op_init (&op, kind, side->fd, NULL, NULL);
  op.u.rw.buf = (char *) buf + skip;
  op.u.rw.len = len;
  op.u.rw.offset
      = (int64_t) ((reads ? bulk->source_at : bulk->target_at) + skip);
  return len == 0 || engine_call (bulk->dd->engine, &op) == (int) len;
}

/* O_DIRECT takes multiples of some size only, and who asks for records that
   are too small for a device is to be told.  So the first ones go alone.
   Whether that went well.  */
static bool
takes_records (struct bulk *bulk, void *buf)
{
  const struct dd_policy *policy = bulk->dd->policy;
  size_t unit = (size_t) bulk->unit;
  size_t obs = policy->output.block_size;

  if (bulk->source.direct
      && !does_all (bulk, OP_READ, buf, 0, policy->input.block_size))
    return false;
  if (!bulk->target.direct)
    return true;
  if (!does_all (bulk, OP_READ, buf, 0, unit)
      || !does_all (bulk, OP_WRITE, buf, 0, obs)
      || !does_all (bulk, OP_WRITE, buf, obs, unit - obs))
    return false;
  moved (bulk, unit);
  wrote (bulk, unit);
  return true;
}

/* Copy what is left of BULK.  What goes wrong is found out again by who can
   say it.  */
static void
run (struct bulk *bulk, struct bufpool *pool, const struct way *way)
{
  struct dd *dd = bulk->dd;
  struct chunk chunks[PIPELINE_CHUNKS_MAX];
  struct pipeline pipeline;
  struct extents extents;

  extents_init (&extents, dd->engine, &bulk->source,
                bulk->source_at + bulk->moved, bulk->source_at + bulk->len, 1,
                false);
  memset (&pipeline, 0, sizeof pipeline);
  pipeline.engine = dd->engine;
  pipeline.pool = pool;
  pipeline.source = &bulk->source;
  pipeline.target = &bulk->target;
  pipeline.extents = &extents;
  pipeline.to_target = bulk->target_at - bulk->source_at;
  pipeline.chunks = chunks;
  pipeline.n_chunks = way->n_chunks;
  pipeline.path = way->path;
  pipeline.registers = bulk->len >= REGISTER_FROM;
  pipeline.in_order = true;
  pipeline.call_size = way->chunk_size;
  pipeline.ring_size = way->chunk_size;
  pipeline.align = bulk->target.direct ? bulk->target.dio_offset_align : 1;
  if ((dd->conv & DD_SPARSE) != 0)
    pipeline.zero_granule = dd->policy->output.block_size;
  pipeline.arg = bulk;
  pipeline.moved = moved;
  pipeline.wrote = wrote;
  pipeline.stop = stop;
  pipeline.ahead = ahead;
  pipeline_run (&pipeline);
}

/* Have ENDPOINT's file, called NAME, stand at OFFSET.  */
static int
set_position (struct engine *engine, const struct endpoint *endpoint,
              uint64_t offset, const char *name)
{
  int64_t now;

  if (endpoint->type == ENDPOINT_CHAR)
    return 0;
  int error
      = call_seek (engine, endpoint->fd, (int64_t) offset, SEEK_SET, &now);
  if (error < 0)
    report_error_at (error, _("%s: cannot seek"), name);
  return error;
}

/* Count the whole records that were copied, and leave both sides behind
   them.  */
static int
finish (struct bulk *bulk)
{
  struct dd *dd = bulk->dd;
  uint64_t len = bulk->moved - bulk->moved % bulk->unit;

  count (bulk, len);
  if (len == 0)
    return 0;
  dd->last_read = dd->policy->input.block_size;
  dd->ends_in_hole = bulk->in_hole;
  dd_advance_input (dd, len);
  int error = set_position (dd->engine, &bulk->source, bulk->source_at + len,
                            dd->input_name);
  if (error < 0)
    return error;
  return set_position (dd->engine, &bulk->target, bulk->target_at + len,
                       dd->output_name);
}

/* Copy what BULK says.  If there was trouble, set *RET_ALONE to the records
   among which it is.  */
static int
copy (struct bulk *bulk, uint64_t *ret_alone)
{
  struct way way;
  struct bufpool *pool;

  dd_room_open (&bulk->room, bulk->dd, &bulk->target, bulk->target_at,
                bulk->len);
  way = choose_way (bulk);
  /* Nothing is gained where records are large already, and without memory
     all goes as well, only slower.  */
  if ((way.path == PIPELINE_CALL && way.chunk_size <= bulk->unit
       && !dd_room_is_made (&bulk->room))
      || bufpool_open (way.n_chunks, way.chunk_size, &pool) < 0)
    return 0;
  if (takes_records (bulk, bufpool_buffer (pool, 0)))
    {
      run (bulk, pool, &way);
      *ret_alone = way.chunk_size / bulk->dd->policy->input.block_size + 1;
    }
  dd_room_close (&bulk->room, bulk->target_at + bulk->moved);
  int result = finish (bulk);
  engine_register_buffers (bulk->dd->engine, NULL, 0);
  bufpool_close (pool);
  return bulk->stopped ? -EINTR : result;
}

int
dd_bulk_run (struct dd *dd, uint64_t *ret_alone)
{
  struct bulk bulk;
  int result;

  /* A file that grows meanwhile is not at its end yet.  */
  do
    {
      *ret_alone = UINT64_MAX;
      if (!begin (&bulk, dd))
        return 0;
      result = copy (&bulk, ret_alone);
    }
  while (result == 0 && bulk.moved == bulk.len);
  return result;
}
