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

   How a ring is set up is in uring-setup.c, how a request is filled in is
   in uring-sqe.c.  */

#include <config.h>

#include "engine-impl.h"
#include "uring-probe.h"
#include "uring-setup.h"
#include "uring-sqe.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum ring_state
{
  RING_UNTRIED,
  RING_UP,
  RING_NONE /* refused or broken: plain calls */
};

struct uring_engine
{
  struct engine base;
  struct engine_config config;
  enum ring_state state;
  struct io_uring ring;
  unsigned int depth;
  bool has_buffers;
  bool has_table;
  bool slots[ENGINE_SLOTS]; /* which hold a file */
  unsigned int n_buffers;

  struct op_list chain;
  unsigned int chain_length;
  bool chain_plain;
  struct op_list pending; /* a chain's first op knows its length */
  struct op_list plain;

  struct op *calling; /* what engine_call () waits for, or NULL */

  /* The ops that the kernel has; each knows its place.  */
  struct op **flying;
  unsigned int n_flying;
};

/* op.engine_data while the kernel has it: the place in `flying', and this
   bit for a write whose bytes count as moved by a linked pair.  */
static const uint64_t LINKED_FIXED = (uint64_t)1 << 32;

/* The completion of a cancel request, which nobody waits for.  */
static const uint64_t NO_OP = 0;

/* ---- The ring's life --------------------------------------------------- */

/* Set up a ring by CONFIG.  Where none can be had, be without.  */
static int
start_ring (struct uring_engine *u, const struct engine_config *config)
{
  struct uring_got got;

  u->state = RING_NONE;
  u->base.name = "sync";
  u->base.polled = false;
  int r = uring_setup (config, &u->ring, &got);
  if (got.why.error != 0)
    u->base.why = got.why;
  if (r < 0)
    return r;

  /* One more, for engine_call () when the ring is full.  */
  u->flying = calloc (u->ring.sq.ring_entries + 1, sizeof *u->flying);
  if (u->flying == NULL)
    {
      io_uring_queue_exit (&u->ring);
      u->base.why = (struct engine_why){ ENOMEM, "malloc" };
      return -ENOMEM;
    }
  u->n_flying = 0;
  u->depth = got.depth;
  u->base.polled = got.polled;
  u->base.name = "uring";
  u->base.stats.rings++;
  u->base.stats.polled_rings += got.polled;
  u->state = RING_UP;
  return 0;
}

/* Whether there is a ring, set up now if that was not tried before.  */
static bool
have_ring (struct uring_engine *u)
{
  if (u->state == RING_UNTRIED)
    start_ring (u, &u->config);
  return u->state == RING_UP;
}

/* A ring outlives its descriptor in the kernel for a moment, and so would
   the files in its table: a copied program could not be started at once
   (ETXTBSY).  So the table is taken down first, which waits.  */
static void
stop_ring (struct uring_engine *u)
{
  if (u->has_table)
    io_uring_unregister_files (&u->ring);
  if (u->has_buffers)
    io_uring_unregister_buffers (&u->ring);
  io_uring_queue_exit (&u->ring);
  free (u->flying);
  u->flying = NULL;
  u->has_table = false;
  u->has_buffers = false;
  u->n_buffers = 0;
  memset (u->slots, 0, sizeof u->slots);
  u->base.name = "sync";
  u->base.polled = false;
  u->state = RING_NONE;
}

static void
finish (struct uring_engine *u, struct op *op, int result)
{
  bool linked_fixed = (op->engine_data & LINKED_FIXED) != 0;
  unsigned int place = (unsigned int)op->engine_data;
  struct op *last = u->flying[--u->n_flying];

  u->flying[place] = last;
  last->engine_data = (last->engine_data & LINKED_FIXED) | place;

  op->result = result;
  if (linked_fixed && result > 0)
    u->base.stats.bytes_linked_fixed += result;
  if (op == u->calling)
    {
      engine_account (&u->base, op, WAY_RING);
      u->calling = NULL;
    }
  else
    engine_complete (&u->base, op, WAY_RING);
}

/* The ring does not answer any more.  Nobody may wait for what it has: its
   ops fail, and those that it has not are done by plain calls.  */
static void
break_ring (struct uring_engine *u, int error)
{
  while (u->n_flying > 0)
    finish (u, u->flying[0], -EIO);
  stop_ring (u);
  u->base.why = (struct engine_why){ -error, "io_uring_enter" };
  op_list_join (&u->plain, &u->pending);
}

/* ---- Submission -------------------------------------------------------- */

/* Whether the ring does OP.  A polled ring does nothing but move data.  */
static bool
ring_takes (const struct uring_engine *u, const struct op *op)
{
  if (!uring_can (op->kind) || !uring_takes (op))
    return false;
  return !u->base.polled
         || (op_moves_data (op) && op->u.rw.offset != OP_CURRENT_OFFSET);
}

static struct uring_means
means_of (const struct uring_engine *u, const struct op *op)
{
  struct uring_means means = {
    .slot = op->slot >= 0 && op->slot < ENGINE_SLOTS && u->slots[op->slot]
            && uring_takes_slot (op->kind),
    .buffer = (op->flags & OP_F_FIXED_BUFFER) != 0 && op_moves_data (op)
              && op->u.rw.buf_index < u->n_buffers,
  };
  return means;
}

/* Whether OP moves data of KIND with all that is registered.  */
static bool
is_fixed (const struct uring_engine *u, const struct op *op, enum op_kind kind)
{
  struct uring_means means = means_of (u, op);

  return op->kind == kind && means.slot && means.buffer;
}

/* Prepare the request for OP, for which there is room.  BEFORE is what it is
   linked to, or NULL.  */
static struct io_uring_sqe *
prepare (struct uring_engine *u, struct op *op, const struct op *before)
{
  struct io_uring_sqe *sqe = io_uring_get_sqe (&u->ring);

  uring_prepare (sqe, op, means_of (u, op));
  op->engine_data = u->n_flying;
  if (before != NULL && is_fixed (u, before, OP_READ)
      && is_fixed (u, op, OP_WRITE))
    op->engine_data |= LINKED_FIXED;
  u->flying[u->n_flying++] = op;
  return sqe;
}

/* Whether a chain of LENGTH may go to the kernel now.  One longer than the
   depth goes alone.  */
static bool
has_room (const struct uring_engine *u, unsigned int length)
{
  return (u->n_flying == 0 || u->n_flying + length <= u->depth)
         && io_uring_sq_space_left (&u->ring) >= length;
}

/* Prepare as many pending chains as there is room for.  */
static void
feed (struct uring_engine *u)
{
  while (u->pending.first != NULL
         && has_room (u, (unsigned int)u->pending.first->engine_data))
    {
      unsigned int length = (unsigned int)u->pending.first->engine_data;
      struct op *before = NULL;

      for (unsigned int i = 0; i < length; i++)
        {
          struct op *op = op_list_take (&u->pending);
          struct io_uring_sqe *sqe = prepare (u, op, before);

          if (i + 1 < length)
            sqe->flags |= IOSQE_IO_LINK;
          before = op;
        }
    }
}

/* The kernel stopped in the middle of a submission, as when it is out of
   memory.  If that was within a chain, what is left of the chain would run
   as if nothing came before it: cancel that.  */
static void
mend_chain (struct uring_engine *u)
{
  struct io_uring_sq *sq = &u->ring.sq;
  unsigned int head = *sq->khead;

  if ((u->ring.flags & IORING_SETUP_SQPOLL) != 0 || head == *sq->ktail)
    return;

  const struct io_uring_sqe *taken = &sq->sqes[(head - 1) & sq->ring_mask];
  bool linked = (taken->flags & IOSQE_IO_LINK) != 0;
  for (; linked && head != *sq->ktail; head++)
    {
      struct io_uring_sqe *sqe = &sq->sqes[head & sq->ring_mask];
      struct op *op = (struct op *)(uintptr_t)sqe->user_data;

      linked = (sqe->flags & IOSQE_IO_LINK) != 0;
      io_uring_prep_nop (sqe);
      sqe->user_data = NO_OP;
      finish (u, op, -ECANCELED);
    }
}

static void
pause_briefly (void)
{
  struct timespec millisecond = { 0, 1000000 };

  nanosleep (&millisecond, NULL);
}

/* Submit what is prepared; with WAIT, wait for a completion.  Return 0,
   -EINTR, or -EIO when the ring broke.  */
static int
enter (struct uring_engine *u, bool wait)
{
  enum
  {
    PATIENCE = 2000
  }; /* milliseconds */

  for (int tries = 0;; tries++)
    {
      int r = wait ? io_uring_submit_and_wait (&u->ring, 1)
                   : io_uring_submit (&u->ring);
      if (r >= 0)
        {
          mend_chain (u);
          return 0;
        }
      if (r == -EINTR)
        return r;
      /* Short of memory, or completions must be taken first.  */
      bool soft = r == -EAGAIN || r == -EBUSY || r == -ENOMEM;
      if (soft)
        io_uring_get_events (&u->ring);
      if (soft && io_uring_cq_ready (&u->ring) > 0)
        return 0;
      bool hopeless
          = u->n_flying <= io_uring_sq_ready (&u->ring) && tries >= PATIENCE;
      if (!soft || hopeless)
        {
          break_ring (u, r);
          return -EIO;
        }
      pause_briefly ();
    }
}

/* Take all completions that are there, and return their number.  */
static unsigned int
reap (struct uring_engine *u)
{
  struct io_uring_cqe *cqe;
  unsigned int n = 0;

  while (u->state == RING_UP && io_uring_peek_cqe (&u->ring, &cqe) == 0)
    {
      uint64_t data = cqe->user_data;
      int result = cqe->res;

      io_uring_cqe_seen (&u->ring, cqe);
      n++;
      if (data != NO_OP)
        finish (u, (struct op *)(uintptr_t)data, result);
    }
  return n;
}

/* Submit and reap; with WAIT, wait for a completion.  Return 0, -EINTR, or
   -EIO when the ring broke.  */
static int
turn (struct uring_engine *u, bool wait)
{
  wait = wait && io_uring_cq_ready (&u->ring) == 0;
  int r = enter (u, wait);
  unsigned int n = reap (u);

  /* The kernel does not say -EINTR when it has submitted something, but
     what else ends a wait without a completion is rare, and looking for
     signals then does no harm.  */
  return r == 0 && wait && n == 0 ? -EINTR : r;
}

/* ---- The table --------------------------------------------------------- */

static void
uring_queue (struct engine *base, struct op *op)
{
  struct uring_engine *u = (struct uring_engine *)base;

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
      feed (u);
      wait = wait && u->n_flying > 0;
      r = turn (u, wait);
    }
  while (r == 0 && wait && u->base.ready.first == NULL);
  return r;
}

static int
uring_run (struct engine *base, bool wait)
{
  struct uring_engine *u = (struct uring_engine *)base;
  int r = 0;

  if (u->state == RING_UP)
    r = run_ring (u, wait && u->plain.first == NULL);
  if (u->plain.first != NULL)
    engine_run_plain (base, &u->plain);
  return r;
}

/* Ask the kernel to give up the op that is being called.  */
static void
cancel_call (struct uring_engine *u)
{
  struct io_uring_sqe *sqe = io_uring_get_sqe (&u->ring);

  if (sqe == NULL)
    return;
  io_uring_prep_cancel (sqe, u->calling, 0);
  sqe->user_data = NO_OP;
}

/* Submit OP alone and wait for it.  Others that complete meanwhile are
   collected.  A signal ends the wait for a pipe or a terminal as it would
   end a read () from it: the op is cancelled.  */
static int
call_ring (struct uring_engine *u, struct op *op)
{
  bool cancelled = false;

  while (u->state == RING_UP && io_uring_sq_space_left (&u->ring) == 0)
    turn (u, false);
  if (u->state != RING_UP)
    return engine_call_plain (&u->base, op);

  u->calling = op;
  prepare (u, op, NULL);
  while (u->calling != NULL)
    {
      int r = turn (u, true);

      if (r == -EINTR && u->calling != NULL && !engine_may_repeat (op)
          && op_moves_data (op) && !cancelled)
        {
          cancel_call (u);
          cancelled = true;
        }
    }
  if (cancelled && op->result == -ECANCELED)
    op->result = -EINTR;
  return op->result;
}

static int
uring_call (struct engine *base, struct op *op)
{
  struct uring_engine *u = (struct uring_engine *)base;

  if (base->mode == ENGINE_URING && u->state == RING_UP && ring_takes (u, op))
    return call_ring (u, op);
  return engine_call_plain (base, op);
}

static int
uring_try (struct engine *base, struct op *op)
{
  struct uring_engine *u = (struct uring_engine *)base;

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
  return have_ring ((struct uring_engine *)base);
}

static int
uring_register_buffers (struct engine *base, const struct iovec *buffers,
                        unsigned int n)
{
  struct uring_engine *u = (struct uring_engine *)base;

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
  struct uring_engine *u = (struct uring_engine *)base;

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
  struct uring_engine *u = (struct uring_engine *)base;

  if (!u->config.polled)
    return 0;
  u->config.polled = false;
  if (u->state != RING_UP || !base->polled)
    {
      base->polled = false;
      return 0;
    }
  stop_ring (u);
  return start_ring (u, &u->config);
}

static void
uring_close (struct engine *base)
{
  struct uring_engine *u = (struct uring_engine *)base;

  if (u->state == RING_UP)
    stop_ring (u);
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
      *ret_why = (struct engine_why){ ENOMEM, "malloc" };
      return -ENOMEM;
    }
  u->base.ops = &uring_ops;
  u->base.name = "sync";
  u->base.mode = config->mode;
  u->base.polled = config->polled;
  u->config = *config;

  if (config->mode == ENGINE_URING)
    {
      int r = start_ring (u, config);
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
