/* The ring of the io_uring engine: its life, and the ops it has.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine/uring-ring.h"
#include "engine/uring-setup.h"
#include "engine/uring-sqe.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <time.h>

/* op.engine_data while the kernel has it: the place in `flying', and this
   bit for a write whose bytes count as moved by a linked pair.  */
static const uint64_t LINKED_FIXED = (uint64_t) 1 << 32;

/* Rings taken down in this process.  The memory of one may become that of
   another thread's.  The kernel sees to it that their uses do not mix, but
   ThreadSanitizer, from which liburing hides its mmap () calls, has to be
   shown: by a counter that one thread leaves and the other reads.  */
static _Atomic unsigned int rings_gone;

/* ---- The ring's life --------------------------------------------------- */

int
uring_start (struct uring_engine *u, const struct engine_config *config)
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
      u->base.why = (struct engine_why) { ENOMEM, "malloc" };
      return -ENOMEM;
    }
  (void) atomic_load_explicit (&rings_gone, memory_order_acquire);
  u->n_flying = 0;
  u->depth = got.depth;
  u->base.polled = got.polled;
  u->base.name = "uring";
  u->base.stats.rings++;
  u->base.stats.polled_rings += got.polled;
  u->state = RING_UP;
  return 0;
}

/* A ring outlives its descriptor in the kernel for a moment, and so would
   the files in its table: a copied program could not be started at once
   (ETXTBSY).  So the table is taken down first, which waits.  */
void
uring_stop (struct uring_engine *u)
{
  if (u->has_table)
    io_uring_unregister_files (&u->ring);
  if (u->has_buffers)
    io_uring_unregister_buffers (&u->ring);
  atomic_fetch_add_explicit (&rings_gone, 1, memory_order_release);
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

/* What became of OP, which the ring says gave RESULT.  The ring does not wait
   for a file that was opened with O_NONBLOCK: where the file system or the
   device has no way to say beforehand that it would have to (Linux 6.1; VFAT,
   dm-crypt), each read of a regular file is an EAGAIN.  A plain call waits for
   such a file, and says of a pipe what the ring says.  */
static int
waited_for (struct op *op, int result)
{
  if (result != -EAGAIN || (op->kind != OP_READ && op->kind != OP_WRITE)
      || (op->u.rw.rw_flags & RWF_NOWAIT) != 0)
    return result;
  return op_perform (op);
}

static void
finish (struct uring_engine *u, struct op *op, int result)
{
  bool linked_fixed = (op->engine_data & LINKED_FIXED) != 0;
  unsigned int place = (unsigned int) op->engine_data;
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
  uring_stop (u);
  u->base.why = (struct engine_why) { -error, "io_uring_enter" };
  op_list_join (&u->plain, &u->pending);
}

/* ---- Submission -------------------------------------------------------- */

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

struct io_uring_sqe *
uring_add (struct uring_engine *u, struct op *op, const struct op *before)
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

void
uring_feed (struct uring_engine *u)
{
  while (u->pending.first != NULL
         && has_room (u, (unsigned int) u->pending.first->engine_data))
    {
      unsigned int length = (unsigned int) u->pending.first->engine_data;
      struct op *before = NULL;

      for (unsigned int i = 0; i < length; i++)
        {
          struct op *op = op_list_take (&u->pending);
          struct io_uring_sqe *sqe = uring_add (u, op, before);

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
      struct op *op = (struct op *) (uintptr_t) sqe->user_data;

      linked = (sqe->flags & IOSQE_IO_LINK) != 0;
      io_uring_prep_nop (sqe);
      sqe->user_data = URING_NO_OP;
      finish (u, op, -ECANCELED);
    }
}

/* How long the kernel may say no to anything new while it has nothing to
   finish first.  */
static const int PATIENCE_MS = 2000;

static void
pause_briefly (void)
{
  struct timespec millisecond = { 0, 1000000 };

  nanosleep (&millisecond, NULL);
}

/* The kernel refused to take requests with ERROR, for the Nth time.  Whether
   it may be asked again: it was short of memory, or completions must be
   taken first.  */
static bool
may_ask_again (struct uring_engine *u, int error, int n)
{
  if (error != -EAGAIN && error != -EBUSY && error != -ENOMEM)
    return false;

  int r = io_uring_get_events (&u->ring);
  bool deaf = r < 0 && r != -EINTR;
  bool idle = u->n_flying <= io_uring_sq_ready (&u->ring);
  return n < PATIENCE_MS || !(deaf || idle);
}

/* Submit what is prepared; with WAIT, wait for a completion.  Return 0,
   -EINTR, or -EIO when the ring broke.  */
static int
enter (struct uring_engine *u, bool wait)
{
  for (int n = 0;; n++)
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
      if (!may_ask_again (u, r, n))
        {
          break_ring (u, r);
          return -EIO;
        }
      if (io_uring_cq_ready (&u->ring) > 0)
        return 0;
      pause_briefly ();
    }
}

/* What a completion says, in numbers that system calls return: the kernel's
   own for a call that is to be restarted come through a ring as they are
   (Linux 6.18, a fifo that is opened by a kernel thread).  */
static int
known_result (int result)
{
  enum
  {
    RESTART_FIRST = 512, /* ERESTARTSYS */
    RESTART_LAST = 516   /* ERESTART_RESTARTBLOCK */
  };
  return result <= -RESTART_FIRST && result >= -RESTART_LAST ? -EINTR : result;
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
      int result = known_result (cqe->res);

      io_uring_cqe_seen (&u->ring, cqe);
      n++;
      if (data != URING_NO_OP)
        {
          struct op *op = (struct op *) (uintptr_t) data;
          finish (u, op, waited_for (op, result));
        }
    }
  return n;
}

int
uring_turn (struct uring_engine *u, bool wait)
{
  wait = wait && io_uring_cq_ready (&u->ring) == 0;
  int r = enter (u, wait);
  unsigned int n = reap (u);

  /* The kernel does not say -EINTR when it has submitted something, but
     what else ends a wait without a completion is rare, and looking for
     signals then does no harm.  */
  return r == 0 && wait && n == 0 ? -EINTR : r;
}
