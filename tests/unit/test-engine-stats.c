/* The statistics tell how each op was done.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engines.h"

enum
{
  LEN = 1000
};

/* A chain that breaks, a short read, and three writes.  */
static void
work (struct engine *engine)
{
  static char buf[LEN];
  struct op ops[3];
  unsigned int done = 0;
  int fd = unit_make_file ("file", LEN);

  unit_rw (&ops[0], OP_READ, fd, buf, LEN, LEN / 2);
  unit_rw (&ops[1], OP_WRITE, fd, buf, LEN, 0);
  op_init (&ops[2], OP_NOP, -1, NULL, NULL);
  for (int i = 0; i < 3; i++)
    {
      ops[i].flags = i < 2 ? OP_F_LINK : 0;
      ops[i].owner = &done;
      ops[i].done = unit_count_done;
      engine_queue (engine, &ops[i]);
    }
  unit_run_all (engine);
  ops[1].flags = 0;
  unit_queue_one (engine, &ops[1]);
  unit_queue_one (engine, &ops[1]);
  engine_call (engine, &ops[1]);
  op_init (&ops[0], OP_CHMOD, fd, NULL, NULL);
  ops[0].u.meta.mode = 0600;
  unit_queue_one (engine, &ops[0]);
  close (fd);
}

static void
check_common (const struct engine_stats *stats)
{
  CHECK_EQ (stats->bytes_written, 3 * LEN);
  CHECK_EQ (stats->short_results, 1);
  CHECK_EQ (stats->cancelled, 2);
  CHECK_EQ (stats->queued_plain[OP_CHMOD], 1);
  CHECK_EQ (stats->bytes_linked_fixed, 0);
}

static void
check_mode (const struct engine_stats *stats, enum engine_mode mode)
{
  bool ring = mode != ENGINE_SYNC;
  unsigned int called = mode == ENGINE_URING ? 0 : 1;

  check_common (stats);
  CHECK_EQ (stats->rings, ring);
  CHECK_EQ (stats->called[OP_WRITE], called);
  CHECK_EQ (stats->ringed[OP_WRITE], ring ? 3 - called : 0);
  CHECK_EQ (stats->ringed[OP_READ], ring);
  CHECK_EQ (stats->queued_plain[OP_WRITE], ring ? 0 : 2);
  CHECK_EQ (stats->queued_plain[OP_READ], !ring);
  CHECK_EQ (stats->bytes_ring, ring ? (3 - called) * LEN : 0);
  /* Cancelled.  */
  CHECK_EQ (stats->ringed[OP_NOP] + stats->queued_plain[OP_NOP], 0);
}

int
main (void)
{
  struct engine_stats sum = { 0 };
  unsigned int n = 0;

  unit_enter_tmpdir ();
  for (int i = 0; i < UNIT_MODES; i++)
    {
      struct engine *engine = unit_open (unit_modes[i].mode, 0);

      if (engine == NULL || !engine_is_async (engine))
        {
          engine_close (engine);
          if (unit_modes[i].mode != ENGINE_SYNC)
            continue;
          engine = unit_open (ENGINE_SYNC, 0);
        }
      unit_context = unit_modes[i].name;
      work (engine);
      check_mode (engine_stats (engine), unit_modes[i].mode);
      engine_stats_add (&sum, engine_stats (engine));
      engine_close (engine);
      n++;
    }
  unit_context = "sum";
  CHECK_EQ (sum.bytes_written, n * 3 * LEN);
  CHECK_EQ (sum.cancelled, n * 2);
  CHECK_EQ (sum.short_results, n);
  CHECK_EQ (sum.rings, n - 1);
  CHECK_EQ (sum.called[OP_WRITE] + sum.ringed[OP_WRITE]
                + sum.queued_plain[OP_WRITE],
            n * 3);
  return unit_end ();
}
