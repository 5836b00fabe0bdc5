/* Completions are collected, then delivered, one by one and only by
   engine_run (); a done function may queue, try and call.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engines.h"

static struct engine *engine;
static unsigned int delivered;
static unsigned int nested;

enum
{
  ROUNDS = 300
};

/* Queue the same op again from within its own delivery, and call another
   in between; deliveries must not nest.  */
static void
again (struct op *op)
{
  unsigned int *left = op->owner;
  struct op call;

  CHECK_EQ (++nested, 1);
  CHECK_EQ (op->result, 0);
  delivered++;
  op_init (&call, OP_NOP, -1, NULL, NULL);
  CHECK_EQ (engine_call (engine, &call), 0);
  if (--*left > 0)
    engine_queue (engine, op);
  nested--;
}

static void
done_functions_queue_more (void)
{
  struct op ops[5];
  unsigned int left[5];

  delivered = 0;
  for (int i = 0; i < 5; i++)
    {
      left[i] = ROUNDS;
      op_init (&ops[i], OP_NOP, -1, &left[i], again);
      engine_queue (engine, &ops[i]);
    }
  CHECK_EQ (delivered, 0);
  CHECK_EQ (unit_run_all (engine), 5 * ROUNDS);
  CHECK_EQ (delivered, 5 * ROUNDS);
}

static void
calls_collect_but_do_not_deliver (void)
{
  struct op ops[5];
  struct op call;
  unsigned int done = 0;

  for (int i = 0; i < 5; i++)
    {
      op_init (&ops[i], OP_NOP, -1, &done, unit_count_done);
      engine_queue (engine, &ops[i]);
    }
  op_init (&call, OP_NOP, -1, &done, unit_count_done);
  CHECK_EQ (engine_call (engine, &call), 0);
  CHECK_EQ (engine_try (engine, &call) <= 0, 1);
  CHECK_EQ (done, 0);
  CHECK_EQ (engine_inflight (engine), 5);
  unit_run_all (engine);
  CHECK_EQ (done, 5);
}

/* With nothing in flight there is nothing to wait for.  */
static void
idle_run_returns (void)
{
  CHECK_EQ (engine_inflight (engine), 0);
  CHECK_EQ (engine_run (engine, true), 0);
  CHECK_EQ (engine_run (engine, false), 0);
}

/* An op that waits for a peer does not hold up the others, and comes when
   the peer has done its part.  Not so without a ring.  */
static void
waiting_op_holds_up_nobody (void)
{
  int ends[2];
  char byte = 0;
  struct op read;
  struct op nop;
  unsigned int read_done = 0;
  unsigned int nop_done = 0;

  if (pipe (ends) != 0)
    unit_die ("pipe");
  unit_rw (&read, OP_READ, ends[0], &byte, 1, OP_CURRENT_OFFSET);
  read.owner = &read_done;
  read.done = unit_count_done;
  engine_queue (engine, &read);
  op_init (&nop, OP_NOP, -1, &nop_done, unit_count_done);
  engine_queue (engine, &nop);
  while (nop_done == 0)
    CHECK (engine_run (engine, true) > 0);
  CHECK_EQ (engine_run (engine, false), 0);
  CHECK_EQ (read_done, 0);
  CHECK_EQ (engine_inflight (engine), 1);
  CHECK_EQ (write (ends[1], "x", 1), 1);
  unit_run_all (engine);
  CHECK_EQ (read_done, 1);
  CHECK (read.result == 1 && byte == 'x');
  close (ends[0]);
  close (ends[1]);
}

/* What a call collected is delivered at once, though another op waits.  */
static void
collected_op_is_not_waited_past (void)
{
  int ends[2][2];
  char bytes[2];
  struct op reads[2];
  struct op call;
  unsigned int done[2] = { 0, 0 };

  for (int i = 0; i < 2; i++)
    {
      if (pipe (ends[i]) != 0)
        unit_die ("pipe");
      unit_rw (&reads[i], OP_READ, ends[i][0], &bytes[i], 1, OP_CURRENT_OFFSET);
      reads[i].owner = &done[i];
      reads[i].done = unit_count_done;
      engine_queue (engine, &reads[i]);
    }
  CHECK_EQ (engine_run (engine, false), 0);
  CHECK_EQ (write (ends[1][1], "x", 1), 1);
  op_init (&call, OP_NOP, -1, NULL, NULL);
  CHECK_EQ (engine_call (engine, &call), 0);
  CHECK_EQ (engine_run (engine, true), 1);
  CHECK (done[0] == 0 && done[1] == 1);
  CHECK_EQ (write (ends[0][1], "x", 1), 1);
  CHECK_EQ (engine_run (engine, true), 1);
  for (int i = 0; i < 2; i++)
    {
      close (ends[i][0]);
      close (ends[i][1]);
    }
}

/* The hybrid has no ring before it needs one.  */
static void
ring_is_lazy (void)
{
  struct engine *lazy = unit_open (ENGINE_AUTO, 0);
  struct op op;

  op_init (&op, OP_NOP, -1, NULL, NULL);
  CHECK_EQ (engine_try (lazy, &op), 0);
  CHECK_EQ (engine_call (lazy, &op), 0);
  op_init (&op, OP_GETFL, STDIN_FILENO, NULL, NULL);
  unit_queue_one (lazy, &op);
  CHECK_EQ (engine_stats (lazy)->rings, 0);
  op_init (&op, OP_NOP, -1, NULL, NULL);
  CHECK_EQ (unit_queue_one (lazy, &op), 0);
  unsigned int rings = engine_stats (lazy)->rings;
  CHECK_EQ (engine_stats (lazy)->ringed[OP_NOP], rings);
  CHECK_EQ (rings, engine_is_async (lazy) ? 1 : 0);
  engine_close (lazy);
}

int
main (void)
{
  alarm (120); /* instead of hanging */
  ring_is_lazy ();
  for (int i = 0; i < UNIT_MODES; i++)
    {
      engine = unit_open (unit_modes[i].mode, 8);
      if (engine == NULL)
        continue;
      unit_context = unit_modes[i].name;
      idle_run_returns ();
      done_functions_queue_more ();
      calls_collect_but_do_not_deliver ();
      if (engine_is_async (engine))
        {
          waiting_op_holds_up_nobody ();
          collected_op_is_not_waited_past ();
        }
      engine_close (engine);
    }
  return unit_end ();
}
