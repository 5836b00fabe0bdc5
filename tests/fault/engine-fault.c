/* The fault engine: makes another engine fail, for tests.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A queued op is represented in the inner engine by a shadow, so that the
   caller's op is never changed.  An op that must fail is shadowed by an
   OP_NOP, so that it takes its turn, and is cancelled, like any other.  */

#include <config.h>

#include "engine-fault.h"
#include "engine/engine-impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fault_engine
{
  struct engine base;
  const struct fault_config *config;
  uint64_t random;
  struct op_list chain;   /* being handed over */
  struct op_list due;     /* done, to go to the caller by the next run */
  struct op_list delayed; /* done, held back; engine_data says how long */
};

enum verdict
{
  PASS,
  SHORTEN,
  FAIL
};

struct fate
{
  enum verdict verdict;
  int error;  /* FAIL: the errno */
  size_t len; /* SHORTEN: how many bytes are left to do */
};

struct shadow
{
  struct op op;
  struct op *caller;
  struct fate fate;
};

/* How an op reached us.  */
enum road
{
  CALLED,
  TRIED,
  QUEUED
};

enum
{
  DELAY_RUNS_MAX = 8,  /* runs that an op is held back */
  REORDER_BATCH = 16,  /* runs of the inner engine to collect from */
  DIRECT_ALIGN = 4096, /* what a shortened O_DIRECT request keeps */
  WIPE = 0xa5
};

static _Atomic uint64_t ops_counted;
static _Atomic uint64_t engines_opened;
static _Atomic uint64_t writes_done;

uint64_t
fault_count (void)
{
  return atomic_load (&ops_counted);
}

static uint64_t
random_below (struct fault_engine *f, uint64_t bound)
{
  /* Marsaglia's xorshift64*: good enough to be unkind.  */
  f->random ^= f->random >> 12;
  f->random ^= f->random << 25;
  f->random ^= f->random >> 27;
  return (f->random * UINT64_C (2685821657736338717) >> 33) % bound;
}

static bool
happens (struct fault_engine *f, unsigned int percent)
{
  return percent > 0 && random_below (f, 100) < percent;
}

/* ---- What is to become of an op ---------------------------------------- */

/* The count of bytes in OP that may be made smaller, or NULL.  */
static size_t *
length_of (struct op *op)
{
  if (op_moves_data (op))
    return &op->u.rw.len;
  if (op_moves_between (op))
    return &op->u.splice.len;
  return NULL;
}

static bool
is_direct (const struct op *op)
{
  return op_moves_data (op) && (fcntl (op->fd, F_GETFL) & O_DIRECT) != 0;
}

/* Whether OP is cut after it is done, as its length must stay.  */
static bool
is_cut_after (const struct fault_engine *f, const struct op *op, enum road road)
{
  return f->config->uneven && road != QUEUED && op->kind == OP_READ
         && op->u.rw.offset != OP_CURRENT_OFFSET && is_direct (op);
}

/* A length for OP that is shorter than it is, or 0 when there is none.  */
static size_t
shorter (struct fault_engine *f, struct op *op, enum road road)
{
  const size_t *len = length_of (op);

  if (len == NULL || *len < 2)
    return 0;
  size_t cut = 1 + random_below (f, *len - 1);
  if (is_direct (op) && !is_cut_after (f, op, road))
    cut = cut / DIRECT_ALIGN * DIRECT_ALIGN;
  return cut;
}

static bool
must_fail (const struct fault_config *config, const struct op *op)
{
  if (!config->fail_any_kind && op->kind != config->fail_kind)
    return false;
  uint64_t n = atomic_fetch_add (&ops_counted, 1) + 1;
  if (config->fail_at == 0)
    return false;
  return n == config->fail_at || (config->fail_forever && n > config->fail_at);
}

/* Whether OP reads where the medium is bad.  */
static bool
meets_bad_place (const struct fault_config *config, const struct op *op)
{
  if (config->n_bad == 0 || op->kind != OP_READ
      || (fcntl (op->fd, F_GETFL) & O_ACCMODE) != O_RDONLY)
    return false;
  off_t at = op->u.rw.offset == OP_CURRENT_OFFSET ? lseek (op->fd, 0, SEEK_CUR)
                                                  : op->u.rw.offset;
  for (unsigned int i = 0; at >= 0 && i < config->n_bad; i++)
    if ((uint64_t) at < config->bad[i].to
        && (uint64_t) at + op->u.rw.len > config->bad[i].from)
      return true;
  return false;
}

static struct fate
decide (struct fault_engine *f, struct op *op, enum road road)
{
  const struct fault_config *config = f->config;
  struct fate fate = { PASS, 0, 0 };

  if (must_fail (config, op))
    {
      fate.verdict = FAIL;
      fate.error = config->fail_errno;
    }
  else if (meets_bad_place (config, op))
    {
      fate.verdict = FAIL;
      fate.error = EIO;
    }
  else if (op_moves_data (op) && happens (f, config->eintr_percent))
    {
      /* A plain call on a file never says EAGAIN.  */
      bool again = road != CALLED && random_below (f, 2) == 0;

      fate.verdict = FAIL;
      fate.error = again ? EAGAIN : EINTR;
    }
  else if (happens (f, config->short_percent))
    {
      fate.len = shorter (f, op, road);
      if (fate.len > 0)
        fate.verdict = SHORTEN;
    }
  return fate;
}

/* Overwrite what a shortened read of OP, which gave RESULT, left of its
   buffer.  */
static void
wipe_tail (struct op *op, int result)
{
  size_t n = result > 0 ? (size_t) result : 0;

  if (op->kind == OP_READ)
    memset ((char *) op->u.rw.buf + n, WIPE, op->u.rw.len - n);
}

/* OP, if it is the write that is to be spoilt, is done: change a byte in the
   middle of what it wrote.  */
static void
corrupt (const struct fault_engine *f, const struct op *op)
{
  if (f->config->corrupt_at == 0 || op->kind != OP_WRITE || op->result <= 0
      || op->u.rw.offset == OP_CURRENT_OFFSET
      || atomic_fetch_add (&writes_done, 1) + 1 != f->config->corrupt_at)
    return;
  size_t at = (size_t) op->result / 2;
  char byte = ((const char *) op->u.rw.buf)[at] ^ 0x55;
  char name[40];
  /* A description of its own, without O_DIRECT.  */
  snprintf (name, sizeof name, "/proc/self/fd/%d", op->fd);
  int fd = open (name, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || pwrite (fd, &byte, 1, op->u.rw.offset + (off_t) at) != 1)
    abort ();
  close (fd);
}

/* ---- Called and tried -------------------------------------------------- */

static int
do_now (struct fault_engine *f, struct op *op, enum road road,
        int (*now) (struct engine *, struct op *))
{
  struct fate fate = decide (f, op, road);
  struct op cut;

  switch (fate.verdict)
    {
    case PASS:
      now (f->base.inner, op);
      corrupt (f, op);
      return op->result;
    case SHORTEN:
      cut = *op;
      if (!is_cut_after (f, op, road))
        *length_of (&cut) = fate.len;
      op->result = now (f->base.inner, &cut);
      if (op->result > (int) fate.len)
        op->result = (int) fate.len;
      if (op->result >= 0)
        wipe_tail (op, op->result);
      corrupt (f, op);
      return op->result;
    default:
      if (op->kind == OP_CLOSE && now (f->base.inner, op) == -EAGAIN)
        return -EAGAIN;
      op->result = -fate.error;
      return op->result;
    }
}

static int
fault_call (struct engine *base, struct op *op)
{
  return do_now ((struct fault_engine *) base, op, CALLED, engine_call);
}

static int
fault_try (struct engine *base, struct op *op)
{
  return do_now ((struct fault_engine *) base, op, TRIED, engine_try);
}

/* ---- Queued ------------------------------------------------------------ */

/* The caller's OP is done.  */
static void
caller_done (struct fault_engine *f, struct op *op)
{
  if (happens (f, f->config->delay_percent))
    {
      op->engine_data = 1 + random_below (f, DELAY_RUNS_MAX);
      op_list_append (&f->delayed, op);
    }
  else
    op_list_append (&f->due, op);
}

static void
shadow_done (struct op *done)
{
  struct shadow *shadow = (struct shadow *) done;
  struct fault_engine *f = done->owner;
  struct op *op = shadow->caller;

  op->result = done->result;
  if (shadow->fate.verdict == SHORTEN && op->result >= 0)
    wipe_tail (op, op->result);
  else if (shadow->fate.verdict == FAIL && op->result != -ECANCELED)
    op->result = -shadow->fate.error;
  else if (op->kind == OP_SEEK)
    op->u.seek.ret_offset = done->u.seek.ret_offset;
  free (shadow);
  corrupt (f, op);
  caller_done (f, op);
}

/* Make the shadow of OP, which meets with FATE.  NULL: no memory.  */
static struct shadow *
make_shadow (struct fault_engine *f, struct op *op, struct fate fate)
{
  struct shadow *shadow = malloc (sizeof *shadow);

  if (shadow == NULL)
    return NULL;
  if (fate.verdict == FAIL && op->kind != OP_CLOSE)
    op_init (&shadow->op, OP_NOP, -1, NULL, NULL);
  else
    shadow->op = *op;
  shadow->op.done = shadow_done;
  shadow->op.owner = f;
  shadow->op.flags = op->flags;
  if (fate.verdict == SHORTEN)
    *length_of (&shadow->op) = fate.len;
  if (fate.verdict != PASS)
    shadow->op.flags &= ~OP_F_LINK;
  shadow->caller = op;
  shadow->fate = fate;
  return shadow;
}

/* Hand the chain over to the inner engine, up to the op that is to go wrong.
   What follows that is cancelled and never seen by the inner engine.  */
static void
queue_chain (struct fault_engine *f)
{
  bool broken = false;
  struct op *op;

  while ((op = op_list_take (&f->chain)) != NULL)
    {
      struct fate fate = { PASS, 0, 0 };
      struct shadow *shadow = NULL;

      if (!broken)
        {
          fate = decide (f, op, QUEUED);
          shadow = make_shadow (f, op, fate);
          if (shadow == NULL)
            abort ();
          engine_queue (f->base.inner, &shadow->op);
          broken = fate.verdict != PASS;
        }
      else
        {
          op->result = -ECANCELED;
          caller_done (f, op);
        }
    }
}

static void
fault_queue (struct engine *base, struct op *op)
{
  struct fault_engine *f = (struct fault_engine *) base;

  op_list_append (&f->chain, op);
  if ((op->flags & OP_F_LINK) == 0)
    queue_chain (f);
}

/* ---- Completion -------------------------------------------------------- */

/* Take the op at PLACE out of LIST.  */
static struct op *
take_from (struct op_list *list, uint64_t place)
{
  struct op_list rest = { NULL, NULL };
  struct op *found = NULL;
  struct op *op;

  for (uint64_t i = 0; (op = op_list_take (list)) != NULL; i++)
    if (i == place)
      found = op;
    else
      op_list_append (&rest, op);
  *list = rest;
  return found;
}

static uint64_t
list_length (const struct op_list *list)
{
  uint64_t n = 0;

  for (const struct op *op = list->first; op != NULL; op = op->next)
    n++;
  return n;
}

/* A run has passed: what was held back long enough is due.  */
static void
age_delayed (struct fault_engine *f)
{
  struct op_list old = f->delayed;
  struct op *op;

  f->delayed.first = NULL;
  while ((op = op_list_take (&old)) != NULL)
    op_list_append (--op->engine_data == 0 ? &f->due : &f->delayed, op);
}

static int
run_inner (struct fault_engine *f, bool wait)
{
  int r = engine_run (f->base.inner, wait);

  if (f->config->reorder)
    for (int i = 0; i < REORDER_BATCH; i++)
      if (engine_run (f->base.inner, false) <= 0)
        break;
  return r;
}

static void
hand_over (struct fault_engine *f)
{
  uint64_t n = list_length (&f->due);

  for (; n > 0; n--)
    {
      uint64_t place = f->config->reorder ? random_below (f, n) : 0;

      engine_deliver_later (&f->base, take_from (&f->due, place));
    }
}

/* With WAIT, something must come, but not by waiting for the inner engine
   while there is something here: that might depend on it.  */
static int
fault_run (struct engine *base, bool wait)
{
  struct fault_engine *f = (struct fault_engine *) base;

  if (wait && happens (f, f->config->eintr_percent))
    return -EINTR;
  age_delayed (f);
  bool nothing_here = f->due.first == NULL && f->delayed.first == NULL;
  int r = run_inner (f, wait && nothing_here);
  if (wait && f->due.first == NULL && f->delayed.first != NULL)
    {
      uint64_t place = random_below (f, list_length (&f->delayed));

      op_list_append (&f->due, take_from (&f->delayed, place));
    }
  hand_over (f);
  return base->ready.first != NULL || r > 0 ? 0 : r;
}

/* ---- The rest ---------------------------------------------------------- */

static bool
fault_is_async (struct engine *base)
{
  return engine_is_async (base->inner);
}

static int
fault_register_buffers (struct engine *base, const struct iovec *buffers,
                        unsigned int n)
{
  struct fault_engine *f = (struct fault_engine *) base;

  if (f->config->unregistered && n > 0)
    return -ENOMEM;
  return engine_register_buffers (base->inner, buffers, n);
}

static int
fault_register_file (struct engine *base, unsigned int slot, int fd)
{
  struct fault_engine *f = (struct fault_engine *) base;

  if (f->config->unregistered && fd >= 0)
    return -ENOMEM;
  return engine_register_file (base->inner, slot, fd);
}

static int
fault_stop_polling (struct engine *base)
{
  return engine_stop_polling (base->inner);
}

static void
fault_close (struct engine *base)
{
  engine_close (base->inner);
  free (base);
}

static const struct engine_ops fault_ops = {
  .call = fault_call,
  .try_now = fault_try,
  .queue = fault_queue,
  .run = fault_run,
  .is_async = fault_is_async,
  .register_buffers = fault_register_buffers,
  .register_file = fault_register_file,
  .stop_polling = fault_stop_polling,
  .close = fault_close,
};

int
engine_fault_open (const struct fault_config *config, struct engine *inner,
                   struct engine **ret_outer)
{
  struct fault_engine *f = calloc (1, sizeof *f);

  if (f == NULL)
    return -ENOMEM;
  f->base.ops = &fault_ops;
  f->base.inner = inner;
  f->config = config;
  /* Never 0, and different for each engine.  */
  uint64_t n = atomic_fetch_add (&engines_opened, 1) + 1;
  f->random = (config->seed + n) * UINT64_C (0x9e3779b97f4a7c15) | 1;
  *ret_outer = &f->base;
  return 0;
}
