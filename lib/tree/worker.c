/* Workers: threads that copy, each with an engine and jobs of its own.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/worker.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/stop.h"
#include "tree/job.h"
#include "tree/tree-remove.h"
#include "user/query.h"

enum
{
  /* After so many starts, look what the ring has done meanwhile.  */
  STARTS_PER_ROUND = 8,

  /* Buffers in a worker's pool: a window wide enough to keep reads and
     writes apart, and no more, for there may be many workers.  */
  POOL_BUFFERS = 4
};

static void
init_jobs (struct worker *worker)
{
  for (unsigned int i = worker->tree->limits.jobs; i-- > 0;)
    {
      struct job *job = &worker->jobs[i];
      job->buf = worker->small + (size_t) i * JOB_SMALL_MAX;
      job->next = worker->free_jobs;
      worker->free_jobs = job;
    }
}

static void
worker_free (struct worker *worker)
{
  if (!worker)
    return;
  if (worker->pool)
    bufpool_close (worker->pool);
  if (worker->engine)
    engine_close (worker->engine);
  if (worker->small)
    munmap (worker->small, (size_t) worker->tree->limits.jobs * JOB_SMALL_MAX);
  walk_buffer_destroy (&worker->walk);
  free (worker->xattr);
  free (worker->filter_path.data);
  if (worker->tree->ops->release)
    worker->tree->ops->release (worker);
  free (worker->jobs);
  free (worker);
}

/* All of a worker but its engine, which belongs to its thread.  */
static struct worker *
worker_new (struct tree *tree, unsigned int index)
{
  struct worker *worker = calloc (1, sizeof *worker);
  if (!worker)
    return NULL;
  worker->tree = tree;
  worker->index = index;
  unsigned int jobs = tree->limits.jobs;
  worker->jobs = calloc (jobs, sizeof *worker->jobs);
  /* Mapped, so that buffers never used are never there.  */
  void *small
      = mmap (NULL, (size_t) jobs * JOB_SMALL_MAX, PROT_READ | PROT_WRITE,
              MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  worker->small = small == MAP_FAILED ? NULL : small;
  if (!worker->jobs || !worker->small || walk_buffer_init (&worker->walk) < 0)
    {
      worker_free (worker);
      return NULL;
    }
  init_jobs (worker);
  return worker;
}

struct bufpool *
worker_pool (struct worker *worker)
{
  if (!worker->pool
      && bufpool_open (POOL_BUFFERS, worker->tree->limits.chunk_size,
                       &worker->pool)
             < 0)
    return NULL;
  return worker->pool;
}

/* Taking work.  */

/* There is nothing left to take from the batch in hand; its directory may
   have more.  */
static void
end_batch (struct worker *worker)
{
  struct batch *batch = worker->batch;
  dircache_unpin (worker->engine, &worker->tree->cache, batch->node);
  worker->batch = NULL;
  if (batch->more && batch->node->removal)
    tree_remove_more (worker, batch->node);
  else if (batch->more)
    worker->tree->ops->more (worker, batch->node);
  worker_entry_done (worker, batch);
}

void
worker_put_back (struct worker *worker)
{
  struct batch *batch = worker->batch;
  if (!batch)
    return;
  if (batch->next == batch->count && !batch->more)
    {
      end_batch (worker);
      return;
    }
  dircache_unpin (worker->engine, &worker->tree->cache, batch->node);
  worker->batch = NULL;
  worker_push (worker, batch);
}

/* Give up all entries that BATCH, which is nowhere any more, still has.  */
static void
abandon_batch (struct worker *worker, struct batch *batch)
{
  while (batch->next < batch->count)
    {
      batch->next++;
      worker_entry_done (worker, batch);
    }
  worker_entry_done (worker, batch);
}

/* A signal came: give up the batch in hand and all that wait.  */
static void
abandon_all (struct worker *worker)
{
  struct tree *tree = worker->tree;
  struct batch *batch = worker->batch;
  if (batch)
    {
      dircache_unpin (worker->engine, &tree->cache, batch->node);
      worker->batch = NULL;
      abandon_batch (worker, batch);
    }
  while ((batch = workq_take (&tree->queue, worker->index, false)))
    abandon_batch (worker, batch);
}

bool
worker_asked_to_stop (void *arg)
{
  query_poll ();
  return stop_requested ();
}

/* Pin NODE for what is to be done in it.  0 or -errno, after saying that.  */
static int
pin (struct worker *worker, struct dirnode *node)
{
  struct tree *tree = worker->tree;
  int err = dircache_pin (worker->engine, &tree->cache, node,
                          node->removal ? PIN_TARGET : PIN_BOTH);
  if (err < 0 && node->removal)
    tree_remove_lost (node, err);
  else if (err < 0)
    tree->ops->lost (worker, node, err);
  return err;
}

/* Have a batch with entries in hand, waiting for one if WAIT.  Return
   whether there is one.  */
static bool
have_batch (struct worker *worker, bool wait)
{
  struct tree *tree = worker->tree;
  for (;;)
    {
      if (worker_asked_to_stop (NULL))
        abandon_all (worker);
      if (worker->batch && worker->batch->next < worker->batch->count)
        return true;
      if (worker->batch)
        end_batch (worker);
      struct batch *batch = workq_take (&tree->queue, worker->index, wait);
      if (!batch)
        return false;
      int err = pin (worker, batch->node);
      if (err < 0)
        abandon_batch (worker, batch);
      else
        worker->batch = batch;
    }
}

bool
worker_has_more (struct worker *worker)
{
  const struct batch *batch = worker->batch;
  return engine_inflight (worker->engine) > 0
         || (batch && (batch->next < batch->count || batch->more))
         || !workq_is_empty (&worker->tree->queue);
}

static void
free_job (struct worker *worker, struct job *job)
{
  job->next = worker->free_jobs;
  worker->free_jobs = job;
}

/* Begin with the next entry.  */
static void
start_entry (struct worker *worker)
{
  struct batch *batch = worker->batch;
  struct entry *entry = &batch->entries[batch->next++];
  if (batch->node->removal)
    {
      tree_remove_entry (worker, batch, entry);
      return;
    }
  struct job *job = worker->free_jobs;
  worker->free_jobs = job->next;
  if (worker->tree->ops->begin (worker, batch, entry, job))
    free_job (worker, job);
}

/* Jobs.  */

void
worker_job_ready (struct job *job)
{
  struct worker *worker = job->item.worker;
  job->next = NULL;
  *(worker->ready_last ? &worker->ready_last->next : &worker->ready_first)
      = job;
  worker->ready_last = job;
}

static void
run_ready (struct worker *worker)
{
  while (worker->ready_first)
    {
      struct job *job = worker->ready_first;
      worker->ready_first = job->next;
      if (!worker->ready_first)
        worker->ready_last = NULL;
      if (worker->tree->ops->resume (job))
        free_job (worker, job);
    }
}

/* Start what can be started, in a round short enough that completions do
   not have to wait long.  Return how much was started.  */
static unsigned int
start_some (struct worker *worker)
{
  unsigned int started = 0;
  while (started < STARTS_PER_ROUND && worker->free_jobs
         && have_batch (worker, false))
    {
      start_entry (worker);
      started++;
    }
  return started;
}

/* Work until the queue is closed.  */
static void
work (struct worker *worker)
{
  workq_join (&worker->tree->queue);
  for (;;)
    {
      run_ready (worker);
      unsigned int started = start_some (worker);
      if (engine_inflight (worker->engine) > 0)
        engine_run (worker->engine, started == 0);
      else if (started == 0 && !have_batch (worker, true)
               && !worker->tree->ops->catch_up (worker)
               && workq_is_closed (&worker->tree->queue))
        break;
    }
  workq_leave (&worker->tree->queue);
}

/* Threads.  */

static int
open_engine (struct worker *worker, struct engine_why *why)
{
  return engine_open (&worker->tree->policy->engine, &worker->engine, why);
}

static void
close_engine (struct worker *worker)
{
  engine_stats_add (&worker->stats, engine_stats (worker->engine));
  worker->why = engine_why (worker->engine);
  /* Its registered buffers go with a ring, so the pool does too.  */
  if (worker->pool)
    bufpool_close (worker->pool);
  worker->pool = NULL;
  engine_close (worker->engine);
  worker->engine = NULL;
}

static void *
thread_main (void *arg)
{
  struct worker *worker = arg;
  struct engine_why why;
  /* Should there be no ring for this one, the others do its work.  */
  if (open_engine (worker, &why) == 0)
    {
      work (worker);
      close_engine (worker);
    }
  return NULL;
}

/* Start WORKER's thread.  */
static bool
start_thread (struct worker *worker)
{
  worker->running
      = pthread_create (&worker->thread, NULL, thread_main, worker) == 0;
  return worker->running;
}

/* Start one more worker if the limits allow it.  What cannot be had, for
   want of memory or threads, is done without.  More workers than processors
   are of use only where they wait for the disk: elsewhere they wait for each
   other.  */
static void
start_another (struct tree *tree)
{
  pthread_mutex_lock (&tree->lock);
  unsigned int most = tree->limits.workers;
  if (!tree->waits && most > tree->limits.eager_workers)
    most = tree->limits.eager_workers;
  unsigned int i = 1;
  while (i < tree->started && tree->workers[i]->running)
    i++;
  if (i == tree->started && i < most)
    {
      tree->workers[i] = worker_new (tree, i);
      if (tree->workers[i])
        tree->started++;
      else
        tree->limits.workers = i;
    }
  if (i < tree->started && !start_thread (tree->workers[i]))
    tree->limits.workers = i;
  pthread_mutex_unlock (&tree->lock);
}

void
worker_push (struct worker *worker, struct batch *batch)
{
  struct tree *tree = worker->tree;
  if (workq_push (&tree->queue, worker->index, batch))
    start_another (tree);
}

void
worker_push_all (struct worker *worker, struct batch *list)
{
  while (list)
    {
      struct batch *next = list->older;
      worker_push (worker, list);
      list = next;
    }
}

int
worker_open_first (struct tree *tree, struct engine_why *why)
{
  struct worker *worker = worker_new (tree, 0);
  if (!worker)
    return -ENOMEM;
  int err = open_engine (worker, why);
  if (err < 0)
    {
      worker_free (worker);
      return err;
    }
  worker->running = true;
  tree->workers[0] = worker;
  tree->started = 1;
  return 0;
}

void
worker_run_all (struct tree *tree)
{
  work (tree->workers[0]);
  /* The queue is closed, so nobody starts another now.  */
  for (unsigned int i = 1; i < tree->started; i++)
    if (tree->workers[i]->running)
      {
        pthread_join (tree->workers[i]->thread, NULL);
        tree->workers[i]->running = false;
      }
}

void
worker_close_all (struct tree *tree)
{
  close_engine (tree->workers[0]);
  for (unsigned int i = 0; i < tree->started; i++)
    worker_free (tree->workers[i]);
}

void
worker_engine_stats (struct tree *tree, struct engine_stats *ret_stats,
                     struct engine_why *ret_why)
{
  struct engine_stats sum = { 0 };
  struct engine *first = tree->workers[0]->engine;
  engine_stats_add (&sum, engine_stats (first));
  *ret_why = engine_why (first);
  for (unsigned int i = 0; i < tree->started; i++)
    {
      engine_stats_add (&sum, &tree->workers[i]->stats);
      if (ret_why->error == 0)
        *ret_why = tree->workers[i]->why;
    }
  *ret_stats = sum;
}

/* Settling.  */

void
worker_entry_done (struct worker *worker, struct batch *batch)
{
  if (atomic_fetch_sub (&batch->remaining, 1) > 1)
    return;
  struct dirnode *node = batch->node;
  batch_free (batch);
  worker_node_done (worker, node);
  dirnode_unref (worker->engine, &worker->tree->cache, node);
}

void
worker_node_done (struct worker *worker, struct dirnode *node)
{
  struct tree *tree = worker->tree;
  while (atomic_fetch_sub (&node->pending, 1) == 1)
    {
      struct dirnode *parent = node->parent;
      if (!parent)
        {
          workq_close (&tree->queue);
          return;
        }
      if (node->removal)
        tree_remove_finish (worker, node);
      else
        tree->ops->finish (worker, node);
      dirnode_unref (worker->engine, &tree->cache, node);
      node = parent;
    }
}
