/* What an engine is made of.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   For those who write an engine: engine-uring.c, engine-sync.c, and the
   fault engine of the tests.  An implementation embeds struct engine as its
   first member and fills in one table.  engine.c calls the table, each
   entry from one place, and keeps what all engines share: the count of ops
   in flight, the list of those that are done, the order of delivery.  */

#ifndef UU_ENGINE_IMPL_H
#define UU_ENGINE_IMPL_H

#include "engine/engine.h"

/* Ops in a row, joined by op->next.  */
struct op_list
{
  struct op *first;
  struct op *last;
};

static inline void
op_list_append (struct op_list *list, struct op *op)
{
  op->next = NULL;
  if (list->first == NULL)
    list->first = op;
  else
    list->last->next = op;
  list->last = op;
}

/* Take the first op off LIST; NULL when it is empty.  */
static inline struct op *
op_list_take (struct op_list *list)
{
  struct op *op = list->first;

  if (op != NULL)
    list->first = op->next;
  return op;
}

/* Move all of MORE to the end of LIST.  */
static inline void
op_list_join (struct op_list *list, struct op_list *more)
{
  if (more->first == NULL)
    return;
  if (list->first == NULL)
    list->first = more->first;
  else
    list->last->next = more->first;
  list->last = more->last;
  more->first = NULL;
}

/* All return 0 or -errno unless they say otherwise.  A null entry means
   that the engine has nothing of the kind (-EOPNOTSUPP, false).  */
struct engine_ops
{
  /* Do OP, set its result and return it.  -EINTR may be returned; engine.c
     calls again where that is right.  */
  int (*call) (struct engine *, struct op *);
  int (*try_now) (struct engine *, struct op *);

  /* Take OP.  When it is done, hand it to engine_complete ().  */
  void (*queue) (struct engine *, struct op *);

  /* Submit what is queued and complete what is done.  With WAIT, return
     only when something was completed, or with -EINTR.  Never runs done
     functions.  */
  int (*run) (struct engine *, bool wait);

  bool (*is_async) (struct engine *);
  int (*register_buffers) (struct engine *, const struct iovec *, unsigned);
  int (*register_file) (struct engine *, unsigned slot, int fd);
  int (*stop_polling) (struct engine *);

  /* Free all, the struct engine included.  */
  void (*close) (struct engine *);
};

struct engine
{
  const struct engine_ops *ops;
  struct engine *inner; /* what a decorator wraps, or NULL */

  /* Of the engine that does the work; a decorator's are not used.  */
  const char *name;
  enum engine_mode mode;
  bool polled;
  struct engine_why why;
  struct engine_stats stats;

  /* engine.c's own.  */
  struct op_list ready;  /* done, to be delivered */
  unsigned int inflight; /* queued, not yet delivered */
  bool chain_open;       /* the op queued last has OP_F_LINK */
  bool delivering;
};

/* How an op was done, for the statistics.  */
enum engine_way
{
  WAY_CALLED,
  WAY_QUEUED_PLAIN,
  WAY_RING
};

/* Count OP, which is done.  */
void engine_account (struct engine *engine, const struct op *op,
                     enum engine_way way);

/* OP, once queued, is done with its result set: count it and put it up for
   delivery.  */
void engine_complete (struct engine *engine, struct op *op,
                      enum engine_way way);

/* The same for a decorator, which counts nothing.  */
void engine_deliver_later (struct engine *engine, struct op *op);

/* Whether OP may be done again when a signal interrupted it.  */
bool engine_may_repeat (const struct op *op);

/* Do the first chain in QUEUE by plain calls and complete its ops.  What
   follows an op that did not do all it was asked is cancelled.  */
void engine_run_plain (struct engine *engine, struct op_list *queue);

/* Do OP by a plain call for engine_call () and count it.  */
int engine_call_plain (struct engine *engine, struct op *op);

/* Do OP now if that need not wait, else -EAGAIN; count it.  In
   engine-try.c.  */
int engine_try_inline (struct engine *engine, struct op *op);

int engine_sync_open (const struct engine_config *config,
                      struct engine **ret_engine);

/* Built with HAVE_LIBURING only.  */
int engine_uring_open (const struct engine_config *config,
                       struct engine **ret_engine, struct engine_why *ret_why);

#endif /* UU_ENGINE_IMPL_H */
