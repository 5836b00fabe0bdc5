/* More ops than the ring is deep wait their turn; chains stay whole.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engines.h"

enum
{
  PAIRS = 500,
  LEN = 512,
  LONG_CHAIN = 300
};

static unsigned char buffers[PAIRS][LEN];

/* 1,000 ops in linked pairs copy a file through a ring for 8.  */
static void
pairs_copy (struct engine *engine, int in)
{
  static struct op ops[2 * PAIRS];
  int out = open ("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
  unsigned int done = 0;

  for (unsigned int i = 0; i < PAIRS; i++)
    {
      struct op *pair = &ops[2 * i];

      unit_rw (&pair[0], OP_READ, in, buffers[i], LEN, i * LEN);
      unit_rw (&pair[1], OP_WRITE, out, buffers[i], LEN, i * LEN);
      pair[0].flags = OP_F_LINK;
      for (int j = 0; j < 2; j++)
        {
          pair[j].owner = &done;
          pair[j].done = unit_count_done;
          engine_queue (engine, &pair[j]);
        }
    }
  CHECK_EQ (engine_inflight (engine), 2 * PAIRS);
  CHECK_EQ (unit_run_all (engine), 2 * PAIRS);
  CHECK_EQ (done, 2 * PAIRS);
  CHECK_EQ (engine_inflight (engine), 0);
  for (unsigned int i = 0; i < 2 * PAIRS; i++)
    CHECK_EQ (ops[i].result, LEN);
  CHECK (unit_same_bytes (in, out));
  close (out);
}

/* A chain that no ring of this depth can hold is still one.  */
static void
long_chain_breaks_where_it_fails (struct engine *engine)
{
  static struct op ops[LONG_CHAIN];
  unsigned int done = 0;

  for (unsigned int i = 0; i < LONG_CHAIN; i++)
    {
      op_init (&ops[i], OP_NOP, -1, &done, unit_count_done);
      if (i == LONG_CHAIN / 2)
        {
          op_init (&ops[i], OP_OPEN, AT_FDCWD, &done, unit_count_done);
          ops[i].u.open.path = "missing";
        }
      if (i + 1 < LONG_CHAIN)
        ops[i].flags = OP_F_LINK;
      engine_queue (engine, &ops[i]);
    }
  unit_run_all (engine);
  CHECK_EQ (done, LONG_CHAIN);
  CHECK_EQ (ops[LONG_CHAIN / 2 - 1].result, 0);
  CHECK_EQ (ops[LONG_CHAIN / 2].result, -ENOENT);
  CHECK_EQ (ops[LONG_CHAIN / 2 + 1].result, -ECANCELED);
  CHECK_EQ (ops[LONG_CHAIN - 1].result, -ECANCELED);
}

static void
through (const struct engine_config *config, int in)
{
  struct engine *engine = unit_open_config (config);

  if (engine == NULL)
    return;
  pairs_copy (engine, in);
  long_chain_breaks_where_it_fails (engine);
  engine_close (engine);
}

int
main (void)
{
  static const unsigned int depths[] = { 1, 2, 3, 8, 64, 5000 };

  unit_enter_tmpdir ();
  int in = unit_make_file ("in", PAIRS * LEN);
  for (int i = 0; i < UNIT_MODES; i++)
    for (unsigned int d = 0; d < sizeof depths / sizeof depths[0]; d++)
      {
        char where[64];
        struct engine_config config
            = { .mode = unit_modes[i].mode, .depth = depths[d] };

        snprintf (where, sizeof where, "[%s, depth %u]", unit_modes[i].name,
                  depths[d]);
        unit_context = where;
        through (&config, in);
      }
  struct engine_config config
      = { .mode = ENGINE_AUTO, .depth = 8, .sqpoll = true };
  unit_context = "[sqpoll]";
  through (&config, in);
  return unit_end ();
}
