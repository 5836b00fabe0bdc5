/* A pipeline that writes in order leaves no gap, whatever ends it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"
#include "data/extents.h"
#include "data/pipeline.h"

enum
{
  CHUNK = 16 * RIG_KIB,
  BUFFERS = 6,
  SIZE = 40 * CHUNK
};

/* One run, and what came of it.  */
struct run
{
  struct rig rig;
  enum pipeline_path path;
  size_t granule;       /* of holes; 0: none */
  off_t shrinks_to;     /* the source, once it was looked at; 0: no */
  unsigned int stop_at; /* when asked so often; 0: never */
  unsigned int asked;
  uint64_t told; /* bytes moved, as told */
  int result;
  struct pipeline pipeline;
};

static bool
stop (void *arg)
{
  struct run *run = arg;
  return ++run->asked == run->stop_at;
}

/* All that was told of is in the target, without a gap.  */
static void
moved (void *arg, uint64_t bytes)
{
  struct run *run = arg;
  run->told += bytes;
}

static void
copy_in_order (struct run *run)
{
  struct engine *engine = rig_open_engine (&run->rig);
  struct chunk chunks[PIPELINE_CHUNKS_MAX];
  struct endpoint source, target;
  struct extents extents;
  struct bufpool *pool;
  int in = rig_open ("src", O_RDONLY);
  int out = rig_open ("dst", O_WRONLY | O_CREAT | O_TRUNC);

  if (bufpool_open (BUFFERS, CHUNK, &pool) < 0)
    unit_die ("bufpool_open");
  rig_describe (&source, in);
  rig_describe (&target, out);
  if (run->shrinks_to != 0 && truncate ("src", run->shrinks_to) < 0)
    unit_die ("truncate");
  extents_init (&extents, engine, &source, 0, SIZE, 1, false);
  run->asked = 0;
  run->told = 0;
  run->pipeline = (struct pipeline) { .engine = engine,
                                      .pool = pool,
                                      .source = &source,
                                      .target = &target,
                                      .extents = &extents,
                                      .chunks = chunks,
                                      .n_chunks = BUFFERS,
                                      .path = run->path,
                                      .registers = true,
                                      .in_order = true,
                                      .call_size = CHUNK,
                                      .ring_size = CHUNK,
                                      .align = 1,
                                      .zero_granule = run->granule,
                                      .arg = run,
                                      .moved = moved,
                                      .stop = stop };
  run->result = pipeline_run (&run->pipeline);
  CHECK_EQ (engine_inflight (engine), 0);
  engine_close (engine);
  bufpool_close (pool);
  close (in);
  close (out);
}

/* What is in the target is the start of the source, as far as was told.  */
static void
check_prefix (struct run *run)
{
  uint64_t end = run->pipeline.end;

  CHECK_EQ (run->told, end);
  if (run->granule == 0)
    CHECK_EQ (rig_stat ("dst").st_size, end);
  else
    {
      CHECK (rig_stat ("dst").st_size <= (off_t) end);
      if (truncate ("dst", (off_t) end) < 0)
        unit_die ("truncate");
    }
  CHECK_EQ (rig_difference ("src", 0, "dst", 0, end), -1);
}

static void
begin (struct run *run, enum engine_mode mode)
{
  memset (run, 0, sizeof *run);
  rig_init (&run->rig, mode);
  run->path = mode == ENGINE_SYNC ? PIPELINE_CALL : PIPELINE_RING;
}

/* Ops come late and in any order, are interrupted, and all arrives.  */
static void
test_whole (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 20; seed++)
    {
      struct run run;
      struct fault_config fault = { .seed = seed,
                                    .delay_percent = 60,
                                    .eintr_percent = 20,
                                    .reorder = true,
                                    .unregistered = seed % 3 == 0,
                                    .fail_any_kind = true };
      begin (&run, mode);
      rig_say ("whole", mode, seed);
      run.rig.fault = &fault;
      if (seed % 2 == 0)
        {
          run.granule = 1000;
          rig_make_sparse ("src", SIZE, 20000, seed);
        }
      else
        rig_make_dense ("src", SIZE, seed);
      copy_in_order (&run);
      CHECK_EQ (run.result, 0);
      CHECK_EQ (run.pipeline.end, SIZE);
      check_prefix (&run);
    }
}

/* A short read ends the run, and nothing of its chunk is written; a short
   write does not.  */
static void
test_short (enum engine_mode mode)
{
  unsigned int ended = 0;

  rig_make_dense ("src", SIZE, 7);
  for (uint64_t seed = 1; seed <= 40; seed++)
    {
      struct run run;
      struct fault_config fault = { .seed = seed,
                                    .short_percent = 4,
                                    .delay_percent = 40,
                                    .reorder = true,
                                    .fail_any_kind = true };
      begin (&run, mode);
      rig_say ("short", mode, seed);
      run.rig.fault = &fault;
      copy_in_order (&run);
      CHECK_EQ (run.result, 0);
      CHECK_EQ (run.pipeline.end % CHUNK, 0);
      check_prefix (&run);
      ended += run.pipeline.end < SIZE;
    }
  CHECK (ended > 0 && ended < 40);
}

/* Any op fails, once or from then on.  */
static void
test_errors (enum engine_mode mode)
{
  rig_make_dense ("src", SIZE, 8);
  for (uint64_t at = 1; at <= 2 * SIZE / CHUNK; at++)
    {
      struct run run;
      struct fault_config fault
          = { .seed = at,
              .delay_percent = 50,
              .reorder = true,
              .fail_at = fault_count () + at,
              .fail_forever = at % 2 != 0,
              .fail_kind = at % 4 < 2 ? OP_READ : OP_WRITE,
              .fail_errno = EIO };
      begin (&run, mode);
      rig_say ("error", mode, at);
      run.rig.fault = &fault;
      copy_in_order (&run);
      CHECK_EQ (run.result, at <= SIZE / CHUNK ? -EIO : 0);
      if (run.result < 0)
        CHECK_EQ (run.pipeline.end, (at - 1) * CHUNK);
      check_prefix (&run);
    }
}

/* Asked to stop, it finishes what it writes and begins nothing else.  */
static void
test_stop (enum engine_mode mode)
{
  rig_make_dense ("src", SIZE, 9);
  for (unsigned int at = 1; at < SIZE / CHUNK; at++)
    {
      struct run run;
      struct fault_config fault = {
        .seed = at, .delay_percent = 50, .reorder = true, .fail_any_kind = true
      };
      begin (&run, mode);
      rig_say ("stop", mode, at);
      run.rig.fault = &fault;
      run.stop_at = at;
      copy_in_order (&run);
      CHECK_EQ (run.result, -ECANCELED);
      CHECK (run.pipeline.stopped);
      CHECK (run.pipeline.end <= at * CHUNK);
      check_prefix (&run);
    }
}

/* The source is shorter than it said.  */
static void
test_end (enum engine_mode mode)
{
  for (unsigned int half = 1; half < 12; half++)
    {
      struct run run;
      begin (&run, mode);
      rig_say ("end", mode, half);
      rig_make_dense ("src", SIZE, half);
      run.shrinks_to = half * CHUNK / 2;
      copy_in_order (&run);
      CHECK_EQ (run.result, 0);
      CHECK_EQ (run.pipeline.end, half / 2 * CHUNK);
      check_prefix (&run);
    }
}

int
main (void)
{
  unit_enter_tmpdir ();
  rig_for_each_mode (test_whole);
  rig_for_each_mode (test_short);
  rig_for_each_mode (test_errors);
  rig_for_each_mode (test_stop);
  rig_for_each_mode (test_end);
  return unit_end ();
}
