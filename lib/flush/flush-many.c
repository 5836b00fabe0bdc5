/* Many flushes side by side: on a ring, or by threads.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "flush/flush-many.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>

enum
{
  /* As many as a ring has of the kernel's threads.  */
  DEFAULT_WORKERS = 32,
  MOST_WORKERS = 256
};

/* How often this thread has had to wait for something so far.  */
static long
waits (void)
{
  struct rusage usage;
  return getrusage (RUSAGE_THREAD, &usage) == 0 ? usage.ru_nvcsw : 0;
}

static void
do_now (struct engine *engine, struct op *op)
{
  engine_call (engine, op);
  op->done (op);
}

/* Do OPS one after the other until one of them has had to wait.  Return how
   many were done.  */
static unsigned int
do_until_wait (struct engine *engine, struct op **ops, unsigned int count)
{
  unsigned int n = 0;
  long before = waits (), now = before;
  while (n < count && now == before)
    {
      do_now (engine, ops[n++]);
      now = waits ();
    }
  return n;
}

/* ---- By the engine ------------------------------------------------------ */

static void
do_queued (struct engine *engine, struct op **ops, unsigned int count)
{
  for (unsigned int i = 0; i < count; i++)
    engine_queue (engine, ops[i]);
  while (engine_inflight (engine) > 0)
    engine_run (engine, true);
}

/* ---- By threads ---------------------------------------------------------- */

struct share
{
  struct flush_many *many;
  struct op **ops;
  unsigned int count;
  atomic_uint next;
  pthread_mutex_t lock; /* of many->stats */
};

static void
do_share (struct share *share, struct engine *engine)
{
  unsigned int i;
  while ((i = atomic_fetch_add (&share->next, 1)) < share->count)
    do_now (engine, share->ops[i]);
}

static void *
thread_main (void *arg)
{
  struct share *share = arg;
  struct engine_config config = share->many->config;
  struct engine *engine;
  config.mode = ENGINE_SYNC;
  /* Without, the others do its work.  */
  if (engine_open (&config, &engine, NULL) < 0)
    return NULL;
  do_share (share, engine);
  pthread_mutex_lock (&share->lock);
  engine_stats_add (&share->many->stats, engine_stats (engine));
  pthread_mutex_unlock (&share->lock);
  engine_close (engine);
  return NULL;
}

static void
do_by_threads (struct flush_many *many, struct op **ops, unsigned int count)
{
  pthread_t threads[MOST_WORKERS];
  unsigned int n = 0;
  unsigned int most = many->workers ? many->workers : DEFAULT_WORKERS;
  struct share share = {
    .many = many, .ops = ops, .count = count, .lock = PTHREAD_MUTEX_INITIALIZER
  };
  if (most > MOST_WORKERS)
    most = MOST_WORKERS;
  if (most > count)
    most = count;
  while (n + 1 < most
         && pthread_create (&threads[n], NULL, thread_main, &share) == 0)
    n++;
  do_share (&share, many->engine);
  for (unsigned int i = 0; i < n; i++)
    pthread_join (threads[i], NULL);
  pthread_mutex_destroy (&share.lock);
  if (n > many->threads)
    many->threads = n;
}

/* ---- Either -------------------------------------------------------------- */

void
flush_many (struct flush_many *many, struct op **ops, unsigned int count)
{
  struct engine *engine = many->engine;
  if (engine_mode (engine) == ENGINE_URING)
    {
      do_queued (engine, ops, count);
      return;
    }
  unsigned int n = do_until_wait (engine, ops, count);
  ops += n;
  count -= n;
  if (count == 1)
    do_now (engine, ops[0]);
  /* A ring knows no syncfs.  */
  else if (count > 1 && ops[0]->kind == OP_FSYNC && engine_is_async (engine))
    do_queued (engine, ops, count);
  else if (count > 1)
    do_by_threads (many, ops, count);
}
