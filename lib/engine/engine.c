/* Engines: what all of them share.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The checked wrappers round struct engine_ops, the delivery of what is
   done, statistics, and the texts that explain a missing ring.  */

#include <config.h>

#include "engine/engine-impl.h"
#include "engine/engine.h"

#include <assert.h>
#include <errno.h>
#include <stddef.h>

#include "base/stop.h"

/* Marks a message for xgettext; who prints it translates it.  */
#define N_(msgid) msgid

static engine_decorator *decorator;

void
engine_set_decorator (engine_decorator *decorate)
{
  decorator = decorate;
}

static int
open_uring (const struct engine_config *config, struct engine **ret_engine,
            struct engine_why *ret_why)
{
#if HAVE_LIBURING
  return engine_uring_open (config, ret_engine, ret_why);
#else
  *ret_why = (struct engine_why) { ENOSYS, "built without liburing" };
  if (config->mode == ENGINE_URING)
    return -ENOSYS;

  int r = engine_sync_open (config, ret_engine);
  if (r == 0)
    (*ret_engine)->why = *ret_why;
  return r;
#endif
}

int
engine_open (const struct engine_config *config, struct engine **ret_engine,
             struct engine_why *why)
{
  struct engine *engine;
  struct engine_why reason = { 0, NULL };

  int r = config->mode == ENGINE_SYNC ? engine_sync_open (config, &engine)
                                      : open_uring (config, &engine, &reason);
  if (why != NULL)
    *why = reason;
  if (r < 0)
    return r;

  if (decorator != NULL)
    {
      struct engine *outer;

      r = decorator (engine, &outer);
      if (r < 0)
        {
          engine->ops->close (engine);
          return r;
        }
      engine = outer;
    }
  *ret_engine = engine;
  return 0;
}

void
engine_close (struct engine *engine)
{
  if (engine == NULL)
    return;
  assert (engine->inflight == 0);
  engine->ops->close (engine);
}

bool
engine_may_repeat (const struct op *op)
{
  if (op->kind == OP_CLOSE)
    return false;
  /* The open of a fifo waits for its other end.  */
  if (op->kind == OP_OPEN)
    return !stop_requested ();
  return !op_moves_data (op) || op->u.rw.offset != OP_CURRENT_OFFSET;
}

int
engine_call (struct engine *engine, struct op *op)
{
  int r;

  do
    r = engine->ops->call (engine, op);
  while (r == -EINTR && engine_may_repeat (op));
  return r;
}

int
engine_try (struct engine *engine, struct op *op)
{
  int r;

  do
    r = engine->ops->try_now (engine, op);
  while (r == -EINTR && engine_may_repeat (op));
  return r;
}

void
engine_queue (struct engine *engine, struct op *op)
{
  assert (op->done != NULL);
  engine->inflight++;
  engine->chain_open = (op->flags & OP_F_LINK) != 0;
  engine->ops->queue (engine, op);
}

/* Run the done functions of what is ready now; what they make ready in turn
   is for the next time, so that nobody is starved.  */
static int
deliver (struct engine *engine)
{
  struct op_list list = engine->ready;
  struct op *op;
  int n = 0;

  engine->ready.first = NULL;
  engine->delivering = true;
  while ((op = op_list_take (&list)) != NULL)
    {
      engine->inflight--;
      n++;
      op->done (op);
    }
  engine->delivering = false;
  return n;
}

int
engine_run (struct engine *engine, bool wait)
{
  int r = 0;

  assert (!engine->delivering);
  assert (!engine->chain_open);
  if (engine->inflight == 0)
    return 0;
  r = engine->ops->run (engine, wait && engine->ready.first == NULL);

  int n = deliver (engine);
  return n == 0 && r == -EINTR ? r : n;
}

unsigned int
engine_inflight (const struct engine *engine)
{
  return engine->inflight;
}

int
engine_register_buffers (struct engine *engine, const struct iovec *buffers,
                         unsigned int n)
{
  assert (engine->inflight == 0);
  if (engine->ops->register_buffers == NULL)
    return n == 0 ? 0 : -EOPNOTSUPP;
  return engine->ops->register_buffers (engine, buffers, n);
}

int
engine_register_file (struct engine *engine, unsigned int slot, int fd)
{
  assert (slot < ENGINE_SLOTS);
  if (engine->ops->register_file == NULL)
    return fd < 0 ? 0 : -EOPNOTSUPP;
  return engine->ops->register_file (engine, slot, fd);
}

bool
engine_is_async (struct engine *engine)
{
  return engine->ops->is_async != NULL && engine->ops->is_async (engine);
}

int
engine_stop_polling (struct engine *engine)
{
  assert (engine->inflight == 0);
  return engine->ops->stop_polling == NULL ? 0
                                           : engine->ops->stop_polling (engine);
}

/* The engine under all decorators.  */
static const struct engine *
innermost (const struct engine *engine)
{
  while (engine->inner != NULL)
    engine = engine->inner;
  return engine;
}

const char *
engine_name (const struct engine *engine)
{
  return innermost (engine)->name;
}

enum engine_mode
engine_mode (const struct engine *engine)
{
  return innermost (engine)->mode;
}

bool
engine_is_polled (const struct engine *engine)
{
  return innermost (engine)->polled;
}

struct engine_why
engine_why (const struct engine *engine)
{
  return innermost (engine)->why;
}

const struct engine_stats *
engine_stats (const struct engine *engine)
{
  return &innermost (engine)->stats;
}

void
engine_account (struct engine *engine, const struct op *op, enum engine_way way)
{
  struct engine_stats *stats = &engine->stats;

  if (op->result == -ECANCELED && way != WAY_CALLED)
    {
      stats->cancelled++;
      return;
    }
  switch (way)
    {
    case WAY_CALLED:
      stats->called[op->kind]++;
      break;
    case WAY_QUEUED_PLAIN:
      stats->queued_plain[op->kind]++;
      break;
    case WAY_RING:
      stats->ringed[op->kind]++;
      break;
    }
  if (!op_moves_data (op) || op->result <= 0)
    return;
  if ((size_t) op->result < op->u.rw.len)
    stats->short_results++;
  if (op->kind == OP_WRITE)
    {
      stats->bytes_written += op->result;
      if (way == WAY_RING)
        stats->bytes_ring += op->result;
    }
}

void
engine_deliver_later (struct engine *engine, struct op *op)
{
  op_list_append (&engine->ready, op);
}

void
engine_complete (struct engine *engine, struct op *op, enum engine_way way)
{
  engine_account (engine, op, way);
  engine_deliver_later (engine, op);
}

void
engine_stats_add (struct engine_stats *sum, const struct engine_stats *more)
{
  for (int i = 0; i < OP_KINDS; i++)
    {
      sum->called[i] += more->called[i];
      sum->tried[i] += more->tried[i];
      sum->would_block[i] += more->would_block[i];
      sum->ringed[i] += more->ringed[i];
      sum->queued_plain[i] += more->queued_plain[i];
    }
  sum->bytes_written += more->bytes_written;
  sum->bytes_ring += more->bytes_ring;
  sum->bytes_linked_fixed += more->bytes_linked_fixed;
  sum->short_results += more->short_results;
  sum->cancelled += more->cancelled;
  sum->rings += more->rings;
  sum->polled_rings += more->polled_rings;
}

const char *
engine_hint (int error)
{
  switch (error)
    {
    case EPERM:
    case EACCES:
      return N_ ("io_uring is forbidden here: by a container's seccomp profile,"
                 " or by sysctl kernel.io_uring_disabled");
    case ENOSYS:
      return N_ ("this kernel, or this build, has no io_uring");
    case ENOMEM:
      return N_ ("too little memory, or too little of it may be locked"
                 " (ulimit -l)");
    case EMFILE:
      return N_ ("too many open files for this process (ulimit -n)");
    case ENFILE:
      return N_ ("too many open files on this system (sysctl fs.file-max)");
    case EINVAL:
      return N_ ("this kernel's io_uring is too old for what was asked");
    case EAGAIN:
      return N_ ("too many processes or threads (ulimit -u)");
    default:
      return NULL;
    }
}
