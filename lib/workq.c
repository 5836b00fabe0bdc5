/* The work queue: batches waiting for a worker.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "workq.h"

void
workq_init (struct workq *queue)
{
  *queue = (struct workq) { .workers = 1 };
  pthread_mutex_init (&queue->lock, NULL);
  pthread_cond_init (&queue->changed, NULL);
}

void
workq_destroy (struct workq *queue)
{
  pthread_cond_destroy (&queue->changed);
  pthread_mutex_destroy (&queue->lock);
}

bool
workq_push (struct workq *queue, unsigned int worker, struct batch *batch)
{
  pthread_mutex_lock (&queue->lock);
  struct workq_list *list = &queue->lists[worker];
  batch->newer = NULL;
  batch->older = list->newest;
  *(list->newest ? &list->newest->newer : &list->oldest) = batch;
  list->newest = batch;
  if (worker >= queue->workers)
    queue->workers = worker + 1;
  queue->queued++;
  bool crowded = queue->queued > 1 && queue->sleeping == 0;
  if (queue->sleeping > 0)
    pthread_cond_signal (&queue->changed);
  pthread_mutex_unlock (&queue->lock);
  return crowded;
}

void
workq_append (struct workq *queue, struct batch *batch)
{
  pthread_mutex_lock (&queue->lock);
  struct workq_list *list = &queue->lists[0];
  batch->older = NULL;
  batch->newer = list->oldest;
  *(list->oldest ? &list->oldest->older : &list->newest) = batch;
  list->oldest = batch;
  queue->queued++;
  pthread_mutex_unlock (&queue->lock);
}

static struct batch *
take_newest (struct workq_list *list)
{
  struct batch *batch = list->newest;
  if (batch)
    {
      list->newest = batch->older;
      *(batch->older ? &batch->older->newer : &list->oldest) = NULL;
    }
  return batch;
}

static struct batch *
take_oldest (struct workq_list *list)
{
  struct batch *batch = list->oldest;
  if (batch)
    {
      list->oldest = batch->newer;
      *(batch->newer ? &batch->newer->older : &list->newest) = NULL;
    }
  return batch;
}

/* Own work first, then the others' in turn, starting beside WORKER so that
   thieves spread out.  */
static struct batch *
take_any (struct workq *queue, unsigned int worker)
{
  if (queue->queued == 0)
    return NULL;
  struct batch *batch = take_newest (&queue->lists[worker]);
  for (unsigned int i = 1; !batch && i <= queue->workers; i++)
    batch = take_oldest (&queue->lists[(worker + i) % queue->workers]);
  if (batch)
    queue->queued--;
  return batch;
}

void
workq_join (struct workq *queue)
{
  pthread_mutex_lock (&queue->lock);
  queue->members++;
  pthread_mutex_unlock (&queue->lock);
}

void
workq_leave (struct workq *queue)
{
  pthread_mutex_lock (&queue->lock);
  queue->members--;
  pthread_mutex_unlock (&queue->lock);
}

/* Whether a worker that finds no batch is to do what was put off: once the
   last of them finds none, all are.  */
static bool
is_time_for_deferred (struct workq *queue)
{
  if (queue->deferred == 0)
    queue->catching_up = false;
  else if (queue->sleeping + 1 >= queue->members && !queue->catching_up)
    {
      queue->catching_up = true;
      pthread_cond_broadcast (&queue->changed);
    }
  return queue->catching_up;
}

struct batch *
workq_take (struct workq *queue, unsigned int worker, bool wait)
{
  pthread_mutex_lock (&queue->lock);
  struct batch *batch = take_any (queue, worker);
  while (!batch && wait && !queue->closed && !is_time_for_deferred (queue))
    {
      queue->sleeping++;
      pthread_cond_wait (&queue->changed, &queue->lock);
      queue->sleeping--;
      batch = take_any (queue, worker);
    }
  pthread_mutex_unlock (&queue->lock);
  return batch;
}

bool
workq_is_empty (struct workq *queue)
{
  pthread_mutex_lock (&queue->lock);
  bool empty = queue->queued == 0;
  pthread_mutex_unlock (&queue->lock);
  return empty;
}

bool
workq_is_closed (struct workq *queue)
{
  pthread_mutex_lock (&queue->lock);
  bool closed = queue->closed;
  pthread_mutex_unlock (&queue->lock);
  return closed;
}

void
workq_close (struct workq *queue)
{
  pthread_mutex_lock (&queue->lock);
  queue->closed = true;
  pthread_cond_broadcast (&queue->changed);
  pthread_mutex_unlock (&queue->lock);
}
