/* Transfer by the pipeline: set it up for two files, and run it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One run does for most files.  With O_DIRECT there are up to three: what
   comes before the first aligned byte and after the last goes through the
   page cache, which is cleaned of it, and all in between does not.  */

#include <config.h>

#include "data/transfer-impl.h"

#include <errno.h>
#include <linux/falloc.h>
#include <string.h>

#include "data/extents.h"
#include "data/pipeline.h"
#include "engine/calls.h"

enum
{
  KIB = 1 << 10,
  MIB = 1 << 20,

  /* A chunk of plain reads and writes: it should stay in the processor's
     cache on its way, but larger writes make larger folios, which are
     cheaper (ext4 and XFS, Linux 6.18: 128 KiB takes a tenth longer).  */
  CALL_SIZE = 512 * KIB,
  /* Chunks smaller than this are not worth a request each.  */
  RING_SIZE_MIN = 128 * KIB,
  /* Files from this size on pay for registering buffers and files, and for
     allocating their blocks beforehand.  */
  REGISTER_FROM = 4 * MIB,
  PREALLOCATE_FROM = 4 * MIB,
  /* How far a direct write's blocks are allocated ahead of it: after a
     crash the file ends in so many zeros at the most.  */
  ALLOCATE_STEP = 64 * MIB,
  /* A look behind the end of a file that says how long it is.  */
  PROBE_SIZE = 4 * KIB,
  ZERO_GRANULE_MIN = 4 * KIB
};

/* What one run of the pipeline is to do.  */
struct phase
{
  struct transfer_job *job;
  uint64_t limit; /* source offset to end at, or EXTENTS_NO_LIMIT */
  bool direct;
  size_t align;
};

bool
transfer_ring_serves (struct transfer_job *job)
{
  return true;
}

/* Where what is to be copied ends in the source, as far as that is known.  */
static uint64_t
source_end (const struct transfer_job *job)
{
  uint64_t size = job->transfer->source.size;
  uint64_t limit = transfer_limit (job);
  return size < limit ? size : limit;
}

/* ---- Space ----------------------------------------------------------- */

/* Whether it pays on the target's file system to allocate blocks before
   they are written.  Measured on Linux 6.18: through the page cache a
   quarter of the processor's time is saved on ext4, nothing on XFS and
   Btrfs, and on tmpfs some is lost (and Btrfs would not compress).  Direct
   writes run inline only inside what is allocated, on ext4 and XFS.  */
static bool
allocation_pays (struct transfer_job *job, bool direct)
{
  uint32_t type = transfer_fs_type (job, &job->transfer->target);
  return type == TRANSFER_FS_EXT4 || (direct && type == TRANSFER_FS_XFS);
}

/* Whether the target's blocks are to be allocated beforehand: a hole must
   stay one, and a file of unknown length has no length.  */
static bool
wants_allocation (struct transfer_job *job, bool direct)
{
  const struct transfer *transfer = job->transfer;
  const struct transfer_policy *policy = transfer->policy;

  return policy->preallocate && policy->sparse != SPARSE_ALWAYS
         && transfer->target_is_new && transfer->target.type == ENDPOINT_FILE
         && source_end (job) >= transfer_source_at (job) + PREALLOCATE_FROM
         && (policy->sparse == SPARSE_NEVER
             || !extents_worth_asking (&transfer->source))
         && allocation_pays (job, direct);
}

/* Allocate the target's blocks up to END.  Failure is no error: the writes
   themselves will say what is wrong.  */
static void
allocate (struct transfer_job *job, uint64_t end, int mode)
{
  uint64_t from = transfer_target_at (job);
  if (from < job->allocated)
    from = job->allocated;

  struct op op;
  op_init (&op, OP_FALLOCATE, job->transfer->target.fd, NULL, NULL);
  op.u.fallocate.mode = mode;
  op.u.fallocate.offset = (int64_t) from;
  op.u.fallocate.len = (int64_t) (end - from);
  engine_call (job->transfer->engine, &op);

  /* Even a call that failed may have allocated some.  */
  job->allocated = end;
}

/* The pipeline's `ahead' with O_DIRECT: only inside the file's length does
   a direct write run at once, so it is moved up, step by step.  */
static void
allocate_ahead (void *arg, uint64_t end)
{
  struct transfer_job *job = ((struct phase *) arg)->job;

  if (end <= job->allocated)
    return;
  /* To the very end, the part that is not for direct writes included: XFS
     keeps what a write that extends an allocated file takes in advance.  */
  uint64_t last
      = transfer_target_at (job) + source_end (job) - transfer_source_at (job);
  uint64_t step = job->allocated + ALLOCATE_STEP;
  if (step < end)
    step = end;
  allocate (job, step < last ? step : last, 0);
}

/* The pipeline's `ahead' on XFS, for a file with holes.  A write that
   extends a file allocates more than it needs there, in advance; where a
   hole follows, the next write would make that blocks of the file.  */
static void
extend_ahead (void *arg, uint64_t end)
{
  struct transfer_job *job = ((struct phase *) arg)->job;

  if (end <= job->allocated)
    return;
  call_ftruncate (job->transfer->engine, job->transfer->target.fd,
                  (int64_t) end);
  job->allocated = end;
}

static bool
wants_extension (struct phase *phase, bool holes)
{
  const struct transfer *transfer = phase->job->transfer;
  return holes && transfer->target_is_new && transfer->claimed == 0
         && transfer->target.type == ENDPOINT_FILE
         && transfer_fs_type (phase->job, &transfer->target) == TRANSFER_FS_XFS;
}

/* ---- One run --------------------------------------------------------- */

static void
moved (void *arg, uint64_t bytes)
{
  struct transfer *transfer = ((struct phase *) arg)->job->transfer;
  if (transfer->moved != NULL)
    transfer->moved (transfer->moved_arg, bytes);
}

static void
taken (void *arg, const void *data, uint64_t len)
{
  struct transfer *transfer = ((struct phase *) arg)->job->transfer;
  transfer->taken (transfer->taken_arg, data, len);
}

static void
wrote (void *arg, uint64_t bytes)
{
  transfer_pay (((struct phase *) arg)->job, bytes);
}

static bool
stop (void *arg)
{
  return transfer_stopped (((struct phase *) arg)->job);
}

/* Whether SIZE bytes through the page cache are worth a ring in `auto'.
   Measured on Linux 6.18: on ext4 reads and writes of one file overlap and
   a cached one is copied a quarter faster; XFS writes inline, so that they
   would take turns; on Btrfs nothing is gained and on tmpfs some is lost.  */
static bool
worth_a_ring (struct transfer_job *job, uint64_t size)
{
  uint64_t from = job->transfer->policy->ring_from;
  return from == 0
         || (size >= from
             && transfer_fs_type (job, &job->transfer->target)
                    == TRANSFER_FS_EXT4);
}

static enum pipeline_path
choose_path (const struct phase *phase, uint64_t size)
{
  const struct transfer *transfer = phase->job->transfer;
  enum engine_mode mode = engine_mode (transfer->engine);

  if (mode == ENGINE_SYNC || !transfer->source.seekable
      || !transfer->target.seekable)
    return PIPELINE_CALL;
  /* A polled ring takes direct reads and writes only.  */
  if (engine_is_polled (transfer->engine)
      && !(transfer->source.direct && transfer->target.direct))
    return PIPELINE_CALL;
  if (mode == ENGINE_URING || phase->direct || worth_a_ring (phase->job, size))
    return PIPELINE_RING;

  /* A file that does not say its length is made up as it is read: no
     inline attempt succeeds there, and nothing is gained by a ring.  And an
     attempt that fails spoils the kernel's read-ahead of a large file.  */
  return transfer->source.size == 0 || size >= MIB ? PIPELINE_CALL
                                                   : PIPELINE_TRY;
}

/* The most that a chunk may be.  */
static size_t
largest_chunk (const struct phase *phase)
{
  size_t buffer = bufpool_size (phase->job->transfer->pool);
  size_t piece = transfer_piece (phase->job, buffer);
  return piece < phase->align ? phase->align : piece - piece % phase->align;
}

/* A size for the chunks of a file of SIZE bytes that fills the window.  */
static size_t
choose_ring_size (const struct phase *phase, uint64_t size)
{
  const struct transfer *transfer = phase->job->transfer;
  size_t buffer = largest_chunk (phase);
  size_t polled = transfer->policy->polled_size;
  uint64_t share = size / bufpool_count (transfer->pool);

  if (polled != 0 && polled < buffer && engine_is_polled (transfer->engine))
    buffer = polled;
  if (share < RING_SIZE_MIN)
    share = RING_SIZE_MIN;
  share += RING_SIZE_MIN - 1;
  share -= share % RING_SIZE_MIN;
  size_t len = share < buffer ? (size_t) share : buffer;
  return len >= phase->align ? len - len % phase->align : len;
}

static void
set_up_sizes (const struct phase *phase, struct pipeline *pipeline)
{
  const struct transfer *transfer = phase->job->transfer;
  size_t buffer = largest_chunk (phase);
  uint64_t at = transfer_source_at (phase->job);
  uint64_t end = transfer->source.size < phase->limit ? transfer->source.size
                                                      : phase->limit;
  uint64_t size = end > at ? end - at : 0;

  pipeline->path = choose_path (phase, size);
  pipeline->registers
      = engine_mode (transfer->engine) == ENGINE_URING || size >= REGISTER_FROM;
  pipeline->ring_size = choose_ring_size (phase, size);
  pipeline->call_size
      = buffer < CALL_SIZE || phase->direct ? buffer : CALL_SIZE;
  pipeline->probe_size = pipeline->call_size;
  if (transfer->source.size != 0 && pipeline->probe_size > PROBE_SIZE)
    pipeline->probe_size = PROBE_SIZE;
  pipeline->align = phase->align;

  if (transfer->policy->sparse == SPARSE_ALWAYS
      && transfer_keeps_holes (phase->job))
    {
      pipeline->zero_granule = transfer->target.block_size;
      if (pipeline->zero_granule < ZERO_GRANULE_MIN)
        pipeline->zero_granule = ZERO_GRANULE_MIN;
    }
}

/* What the pipeline did, as the transfer tells it.  */
static int
take_outcome (struct phase *phase, const struct pipeline *pipeline, int result)
{
  struct transfer_job *job = phase->job;
  struct transfer *transfer = job->transfer;

  job->position = pipeline->end - transfer->source_offset;
  if (pipeline->high > job->high)
    job->high = pipeline->high;
  job->bytes[TRANSFER_RING] += pipeline->ring_bytes;
  job->bytes[TRANSFER_INLINE] += pipeline->call_bytes;
  if (result < 0 && !pipeline->stopped)
    transfer->failed
        = pipeline->side == CHUNK_SOURCE ? SIDE_SOURCE : SIDE_TARGET;
  if (result < 0)
    return result;
  return phase->limit == EXTENTS_NO_LIMIT || pipeline->found_end
                 || pipeline->end >= transfer_limit (job)
             ? 0
             : TRANSFER_HAND_OVER;
}

/* Return 0 at the source's end, TRANSFER_HAND_OVER at the phase's limit
   or before, or -errno.  */
static int
run_phase (struct phase *phase)
{
  struct transfer_job *job = phase->job;
  struct transfer *transfer = job->transfer;
  struct chunk chunks[PIPELINE_CHUNKS_MAX];
  struct pipeline pipeline;
  struct extents extents;

  extents_init (&extents, transfer->engine, &transfer->source,
                transfer_source_at (job), phase->limit, phase->align,
                transfer_keeps_holes (job));

  memset (&pipeline, 0, sizeof pipeline);
  pipeline.engine = transfer->engine;
  pipeline.pool = transfer->pool;
  pipeline.source = &transfer->source;
  pipeline.target = &transfer->target;
  pipeline.extents = &extents;
  pipeline.to_target = transfer->target_offset - transfer->source_offset;
  pipeline.chunks = chunks;
  pipeline.n_chunks = PIPELINE_CHUNKS_MAX;
  pipeline.to_end = phase->limit == EXTENTS_NO_LIMIT;
  pipeline.punch = !transfer->target_is_new;
  pipeline.arg = phase;
  pipeline.moved = moved;
  pipeline.taken = transfer->taken != NULL ? taken : NULL;
  pipeline.wrote = wrote;
  pipeline.stop = stop;
  set_up_sizes (phase, &pipeline);
  if (phase->direct && wants_allocation (job, true))
    pipeline.ahead = allocate_ahead;
  else if (wants_extension (phase, extents.seeks || pipeline.zero_granule != 0))
    pipeline.ahead = extend_ahead;

  transfer->saw_holes = extents.seeks ? SEEN_YES : SEEN_NO;
  transfer->saw_zeros = pipeline.zero_granule != 0;
  int result = pipeline_run (&pipeline);
  return take_outcome (phase, &pipeline, result);
}

/* ---- Direct I/O ------------------------------------------------------- */

/* The alignment at which both sides may be direct; 0: they may not.  */
static size_t
direct_align (const struct transfer *transfer)
{
  size_t align = transfer->source.dio_offset_align;

  if (!transfer->policy->direct || !transfer->source.seekable
      || !transfer->target.seekable)
    return 0;
  if (align < transfer->target.dio_offset_align)
    align = transfer->target.dio_offset_align;
  bool fits
      = align <= bufpool_size (transfer->pool)
        && (transfer->source_offset - transfer->target_offset) % align == 0;
  return fits ? align : 0;
}

/* A side that cannot be direct stays as it is.  */
static void
begin_direct (struct transfer *transfer)
{
  endpoint_set_direct (transfer->engine, &transfer->source, true);
  endpoint_set_direct (transfer->engine, &transfer->target, true);
}

static int
end_direct (struct transfer *transfer)
{
  int error = endpoint_set_direct (transfer->engine, &transfer->source, false);
  if (error < 0)
    {
      transfer->failed = SIDE_SOURCE;
      return error;
    }
  error = endpoint_set_direct (transfer->engine, &transfer->target, false);
  if (error < 0)
    transfer->failed = SIDE_TARGET;
  return error;
}

/* The aligned part, and what comes before it.  */
static int
run_direct (struct transfer_job *job, size_t align)
{
  struct transfer *transfer = job->transfer;
  struct phase phase = { .job = job, .align = 1 };
  uint64_t first = transfer_source_at (job) + align - 1;
  uint64_t last = source_end (job) - source_end (job) % align;
  int result = TRANSFER_HAND_OVER;

  first -= first % align;
  /* For what is not aligned, and for a side that refuses.  */
  transfer->source.cache = CACHE_FADVISE;
  transfer->target.cache = CACHE_FADVISE;
  if (first >= last)
    return result;

  phase.limit = first;
  if (transfer_source_at (job) < first)
    result = run_phase (&phase);
  if (result != TRANSFER_HAND_OVER || transfer_source_at (job) != first)
    return result;

  begin_direct (transfer);
  phase.limit = last;
  phase.direct = transfer->source.direct || transfer->target.direct;
  phase.align = align;
  result = run_phase (&phase);
  /* The open file may be others', too: it is as it was in any case.  */
  int error = end_direct (transfer);
  return result < 0 || error == 0 ? result : error;
}

static void
set_cache (const struct transfer_policy *policy, struct endpoint *endpoint)
{
  if (!policy->nocache)
    return;
  if (endpoint->type == ENDPOINT_FILE)
    endpoint->cache = CACHE_DONTCACHE;
  else if (endpoint->type == ENDPOINT_BLOCK)
    endpoint->cache = CACHE_FADVISE;
}

int
transfer_ring_run (struct transfer_job *job)
{
  struct transfer *transfer = job->transfer;
  size_t align = direct_align (transfer);
  int result = TRANSFER_HAND_OVER;

  set_cache (transfer->policy, &transfer->source);
  set_cache (transfer->policy, &transfer->target);
  if (align != 0)
    result = run_direct (job, align);
  else if (wants_allocation (job, false))
    allocate (job,
              source_end (job) - transfer_source_at (job)
                  + transfer_target_at (job),
              FALLOC_FL_KEEP_SIZE);

  if (result == TRANSFER_HAND_OVER)
    {
      struct phase rest
          = { .job = job, .limit = transfer_limit (job), .align = 1 };
      result = run_phase (&rest);
    }
  return result;
}
