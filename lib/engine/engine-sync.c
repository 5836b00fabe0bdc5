/* The blocking engine: ops by plain calls, in order.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Also how any engine does what it was given to queue and cannot send to a
   ring.  Links are emulated, so that nothing above knows the difference.  */

#include <config.h>

#include "engine/engine-impl.h"

#include <errno.h>
#include <stdlib.h>

struct sync_engine
{
  struct engine base;
  struct op_list queue;
};

/* Do OP, again when a signal came between and that is right.  */
static int
perform (struct op *op)
{
  int r;

  do
    r = op_perform (op);
  while (r == -EINTR && engine_may_repeat (op));
  return r;
}

int
engine_call_plain (struct engine *engine, struct op *op)
{
  int r = perform (op);

  engine_account (engine, op, WAY_CALLED);
  return r;
}

void
engine_run_plain (struct engine *engine, struct op_list *queue)
{
  bool broken = false;
  bool linked = true;
  struct op *op;

  while (linked && (op = op_list_take (queue)) != NULL)
    {
      linked = (op->flags & OP_F_LINK) != 0;
      if (broken)
        op->result = -ECANCELED;
      else
        {
          perform (op);
          broken = !op_did_all (op);
        }
      engine_complete (engine, op, WAY_QUEUED_PLAIN);
    }
}

static void
sync_queue (struct engine *base, struct op *op)
{
  struct sync_engine *sync = (struct sync_engine *) base;

  op_list_append (&sync->queue, op);
}

/* One chain at a time, so that its owner hears of an error, and looks for
   signals, before the next is done.  */
static int
sync_run (struct engine *base, bool wait)
{
  struct sync_engine *sync = (struct sync_engine *) base;

  (void) wait;
  engine_run_plain (base, &sync->queue);
  return 0;
}

static void
sync_close (struct engine *base)
{
  free (base);
}

static const struct engine_ops sync_ops = {
  .call = engine_call_plain,
  .try_now = engine_call_plain,
  .queue = sync_queue,
  .run = sync_run,
  .close = sync_close,
};

int
engine_sync_open (const struct engine_config *config,
                  struct engine **ret_engine)
{
  struct sync_engine *sync = calloc (1, sizeof *sync);

  if (sync == NULL)
    return -ENOMEM;
  sync->base.ops = &sync_ops;
  sync->base.name = "sync";
  sync->base.mode = config->mode;
  *ret_engine = &sync->base;
  return 0;
}
