/* The io_uring engine, and the hybrid that uses it when that pays.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Ops go the way

     queue -> chain -> pending -> the ring -> ready
                    -> plain   -> op_perform () -> ready

   `chain' is what is still being handed over; whole chains move on, to
   `pending' when the ring does all of its kinds, else to `plain'.  The ring
   takes from `pending' as much as the depth allows, a chain always whole:
   the kernel ends a chain where a submission ends.

   What happens between pending and ready is in uring-ring.c, how a ring is
   set up in uring-setup.c, how a request is filled in in uring-sqe.c.  */

#include <config.h>

#include "engine/uring-probe.h"
#include "engine/uring-ring.h"
#include "engine/uring-sqe.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Whether there is a ring, set up now if that was not tried before.  */
static bool
have_ring (struct uring_engine *u)
{
  if (u->state == RING_UNTRIED)
    uring_start (u, &u->config);
  return u->state == RING_UP;
}

/* Whether the ring does OP.  A polled ring does nothing but move data.  */
static bool
ring_takes (const struct uring_engine *u, const struct op *op)
{
  if (!uring_can (op->kind) || !uring_takes (op))
    return false;
  return !u->base.polled
         || (op_moves_data (op) && op->u.rw.offset != OP_CURRENT_OFFSET);
}

static void
uring_queue (struct engine *base, struct op *op)
{
  struct uring_engine *u = (struct uring_engine *) base;

  if (!uring_has_opcode (op->kind) || !have_ring (u) || !ring_takes (u, op))
    u->chain_plain = true;
  op_list_append (&u->chain, op);
  u->chain_length++;
  if ((op->flags & OP_F_LINK) != 0)
    return;

  u->chain.first->engine_data = u->chain_length;
  if (u->chain_plain || u->chain_length > u->ring.sq.ring_entries)
    op_list_join (&u->plain, &u->chain);
  else
    op_list_join (&u->pending, &u->chain);
  u->chain_length = 0;
  u->chain_plain = false;
}

/* Submit and reap; with WAIT until an op is done.  */
static int
run_ring (struct uring_engine *u, bool wait)
{
  int r;

  do
    {
      uring_feed (u);
      wait = wait && u->n_flying > 0;
      r = uring_turn (u, wait);
    }
  while (r == 0 && wait && u->base.ready.first == NULL);
  return r;
}

static int
uring_run (struct engine *base, bool wait)
{
  struct uring_engine *u = (struct uring_engine *) base;
  int r = 0;

  if (u->state == RING_UP)
    r = run_ring (u, wait && u->plain.first == NULL);
  if (u->plain.first != NULL)
    engine_run_plain (base, &u->plain);
  return r;
}

/* Ask the kernel to give up the op that is being called.  Return whether
   there was room to.  */
static bool
cancel_call (struct uring_engine *u)
{
  struct io_uring_sqe *sqe = io_uring_get_sqe (&u->ring);

  if (sqe == NULL)
    return false;
  io_uring_prep_cancel (sqe, u->calling, 0);
  sqe->user_data = URING_NO_OP;
  return true;
}

/* Submit OP alone and wait for it.  Others that complete meanwhile are
   collected.  A signal ends the wait for a pipe or a terminal as it would
   end a read () from it: the op is cancelled.  */
static int
call_ring (struct uring_engine *u, struct op *op)
{
  bool cancelled = false;

  while (u->state == RING_UP && io_uring_sq_space_left (&u->ring) == 0)
    uring_turn (u, false);
  if (u->state != RING_UP)
    return engine_call_plain (&u->base, op);

  u->calling = op;
  uring_add (u, op, NULL);
  while (u->calling != NULL)
    {
      int r = uring_turn (u, true);

      if (r == -EINTR && u->calling != NULL && !engine_may_repeat (op)
          && op->kind != OP_CLOSE && !cancelled)
        cancelled = cancel_call (u);
    }
  if (cancelled && op->result == -ECANCELED)
    op->result = -EINTR;
  return op->result;
}

static int
uring_call (struct engine *base, struct op *op)
{
  struct uring_engine *u = (struct uring_engine *) base;

  /* What is called rather than queued is seldom direct, and a polled ring
     takes nothing else.  */
  if (base->mode == ENGINE_URING && u->state == RING_UP && !base->polled
      && ring_takes (u, op))
    return call_ring (u, op);
  return engine_call_plain (base, op);
}

static int
uring_try (struct engine *base, struct op *op)
{
  struct uring_engine *u = (struct uring_engine *) base;

  /* Without a ring, there is nothing to gain by finding out first.  */
  if (u->state == RING_NONE)
    return engine_call_plain (base, op);
  if (base->mode == ENGINE_URING)
    return op->result = -EAGAIN;
  return engine_try_inline (base, op);
}

static bool
uring_is_async (struct engine *base)
{
  return have_ring ((struct uring_engine *) base);
}

static int
uring_register_buffers (struct engine *base, const struct iovec *buffers,
                        unsigned int n)
{
  struct uring_engine *u = (struct uring_engine *) base;

  if (n == 0 && !u->has_buffers)
    return 0;
  if (!have_ring (u))
    return -EOPNOTSUPP;
  if (u->has_buffers)
    {
      int r = io_uring_unregister_buffers (&u->ring);
      if (r < 0)
        return r;
      u->has_buffers = false;
      u->n_buffers = 0;
    }
  if (n == 0)
    return 0;

  int r = io_uring_register_buffers (&u->ring, buffers, n);
  if (r < 0)
    return r;
  u->has_buffers = true;
  u->n_buffers = n;
  return 0;
}

static int
make_table (struct uring_engine *u)
{
  int r = io_uring_register_files_sparse (&u->ring, ENGINE_SLOTS);

  if (r < 0)
    {
      /* Before Linux 5.19 a sparse table is one full of -1.  */
      int none[ENGINE_SLOTS];

      memset (none, -1, sizeof none);
      r = io_uring_register_files (&u->ring, none, ENGINE_SLOTS);
    }
  u->has_table = r >= 0;
  return r < 0 ? r : 0;
}

static int
uring_register_file (struct engine *base, unsigned int slot, int fd)
{
  struct uring_engine *u = (struct uring_engine *) base;

  if (fd < 0 && !u->slots[slot])
    return 0;
  if (!have_ring (u))
    return -EOPNOTSUPP;
  if (!u->has_table)
    {
      int r = make_table (u);
      if (r < 0)
        return r;
    }

  int r = io_uring_register_files_update (&u->ring, slot, &fd, 1);
  if (r < 0)
    return r;
  u->slots[slot] = fd >= 0;
  return 0;
}

static int
uring_stop_polling (struct engine *base)
{
  struct uring_engine *u = (struct uring_engine *) base;

  if (!u->config.polled)
    return 0;
  u->config.polled = false;
  if (u->state != RING_UP || !base->polled)
    {
      base->polled = false;
      return 0;
    }
  uring_stop (u);
  return uring_start (u, &u->config);
}

static void
uring_close (struct engine *base)
{
  struct uring_engine *u = (struct uring_engine *) base;

  if (u->state == RING_UP)
    uring_stop (u);
  free (u);
}

static const struct engine_ops uring_ops = {
  .call = uring_call,
  .try_now = uring_try,
  .queue = uring_queue,
  .run = uring_run,
  .is_async = uring_is_async,
  .register_buffers = uring_register_buffers,
  .register_file = uring_register_file,
  .stop_polling = uring_stop_polling,
  .close = uring_close,
};

int
engine_uring_open (const struct engine_config *config,
                   struct engine **ret_engine, struct engine_why *ret_why)
{
  struct uring_engine *u = calloc (1, sizeof *u);

  if (u == NULL)
    {
      *ret_why = (struct engine_why) { ENOMEM, "malloc" };
      return -ENOMEM;
    }
  u->base.ops = &uring_ops;
  u->base.name = "sync";
  u->base.mode = config->mode;
  u->base.polled = config->polled;
  u->config = *config;

  if (config->mode == ENGINE_URING)
    {
      int r = uring_start (u, config);
      *ret_why = u->base.why;
      if (r < 0)
        {
          free (u);
          return r;
        }
    }
  *ret_engine = &u->base;
  return 0;
}
