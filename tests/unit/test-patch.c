/* Patching makes one file like another, writes only what differs, and says
   which side an error came from.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data-rig.h"
#include "data/patch.h"

static bool has_holes;

/* Make "dst" like "src", by RIG.  */
static int
run (struct rig *rig, struct patch *patch)
{
  struct engine *engine = rig_open_engine (rig);
  struct bufpool *pool;
  int in = rig_open ("src", O_RDONLY);
  int out = rig_open ("dst", O_RDWR);
  if (bufpool_open (rig->n_buffers, rig->buffer_size, &pool) < 0)
    unit_die ("bufpool_open");
  *patch = (struct patch) { .engine = engine,
                            .pool = pool,
                            .policy = &rig->policy,
                            .target_read_fd = out,
                            .moved = rig_count_moved,
                            .moved_arg = rig,
                            .stop = rig->stop };
  rig->moved = 0;
  rig_describe (&patch->source, in);
  rig_describe (&patch->target, out);
  int err = patch_run (patch);
  CHECK_EQ (engine_inflight (engine), 0);
  CHECK_EQ (rig->moved, patch->at);
  engine_close (engine);
  bufpool_close (pool);
  close (in);
  close (out);
  return err;
}

/* Write SEED's bytes to each of N places of "dst".  */
static void
spoil (unsigned int n, uint64_t seed)
{
  int fd = rig_open ("dst", O_RDWR);
  uint64_t state = seed + 1;
  uint64_t size = (uint64_t) rig_stat ("dst").st_size;
  for (unsigned int i = 0; i < n; i++)
    rig_write (fd, rig_random (&state) % (size - 4096), 1 + i % 4096, seed);
  close (fd);
}

static void
test_images (enum engine_mode mode)
{
  for (unsigned int n = 0; n <= 32; n += 8)
    {
      struct rig rig;
      struct patch patch;
      rig_init (&rig, mode);
      rig_say ("image", mode, n);
      rig_make_dense ("src", 12 << 20, 5);
      rig_make_dense ("dst", 12 << 20, 5);
      spoil (n, 6);
      CHECK_EQ (run (&rig, &patch), 0);
      CHECK_EQ (patch.at, 12 << 20);
      CHECK_EQ (patch.same + patch.written, 12 << 20);
      CHECK (patch.written <= n * 8192);
      CHECK ((n == 0) == (patch.written == 0));
      CHECK_EQ (rig_difference ("src", 0, "dst", 0, 12 << 20), -1);
    }
}

/* A hole of the source becomes one of the target.  */
static void
test_holes (enum engine_mode mode)
{
  for (uint64_t seed = 1; seed <= 10; seed++)
    {
      struct rig rig;
      struct patch patch;
      rig_init (&rig, mode);
      rig_say ("holes", mode, seed);
      rig_make_sparse ("src", 1 << 20, 200000, seed);
      rig_make_dense ("dst", 1 << 20, seed);
      CHECK_EQ (run (&rig, &patch), 0);
      CHECK_EQ (rig_difference ("src", 0, "dst", 0, 1 << 20), -1);
      if (has_holes)
        CHECK (rig_keeps_holes ("src", "dst", 4096));
      rig.policy.sparse = SPARSE_NEVER;
      rig_make_sparse ("dst", 1 << 20, 200000, seed);
      CHECK_EQ (run (&rig, &patch), 0);
      CHECK_EQ (patch.written, 0);
    }
}

static void
test_errors (enum engine_mode mode)
{
  static const enum op_kind kinds[] = { OP_READ, OP_WRITE };
  for (uint64_t n = 1; n <= 6; n++)
    for (int k = 0; k < 2; k++)
      {
        struct rig rig;
        struct patch patch;
        struct fault_config fault = { .fail_at = n,
                                      .fail_forever = true,
                                      .fail_kind = kinds[k],
                                      .fail_errno = ENOSPC };
        rig_init (&rig, mode);
        rig_say ("fail", mode, n);
        rig.fault = &fault;
        rig_make_dense ("src", 3 << 20, 7);
        rig_make_dense ("dst", 3 << 20, 8);
        CHECK_EQ (run (&rig, &patch), -ENOSPC);
        CHECK ((patch.failed == DIFFER_CALLER) == (kinds[k] == OP_WRITE));
        CHECK_EQ (rig_difference ("src", 0, "dst", 0, patch.at), -1);
      }
}

int
main (void)
{
  unit_enter_tmpdir ();
  has_holes = rig_has_holes ();
  rig_for_each_mode (test_images);
  rig_for_each_mode (test_holes);
  rig_for_each_mode (test_errors);
  return unit_end ();
}
