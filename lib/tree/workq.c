/* The work queue: batches waiting for a worker.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "tree/workq.h"

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

static void
unlink_batch (struct workq_list *list, struct batch *batch)
{
  *(batch->newer ? &batch->newer->older : &list->newest) = batch->older;
  *(batch->older ? &batch->older->newer : &list->oldest) = batch->newer;
}

/* Whether somebody other than WORKER has names of NODE in hand.  */
static bool
is_taken (const struct workq *queue, unsigned int worker,
          const struct dirnode *node)
{
  for (unsigned int i = 0; i < queue->workers; i++)
    if (i != worker && queue->places[i] == node)
      return true;
  return false;
}

/* The batch to take from LIST: the newest or the OLDEST, or one near it
   whose directory is nobody else's at the moment.  Two who make files in
   one directory wait for each other.  */
static struct batch *
choose (const struct workq *queue, unsigned int worker,
        const struct workq_list *list, bool oldest)
{
  struct batch *first = oldest ? list->oldest : list->newest;
  struct batch *batch = first;
  for (int i = 0; batch && i < WORKQ_LOOK; i++)
    {
      if (!is_taken (queue, worker, batch->node))
        return batch;
      batch = oldest ? batch->newer : batch->older;
    }
  return first;
}

/* Own work first, then the others' in turn, starting beside WORKER so that
   thieves spread out.  */
static struct batch *
take_any (struct workq *queue, unsigned int worker)
{
  if (queue->queued == 0)
    return NULL;
  struct workq_list *list = &queue->lists[worker];
  struct batch *batch = choose (queue, worker, list, false);
  for (unsigned int i = 1; !batch && i <= queue->workers; i++)
    {
      list = &queue->lists[(worker + i) % queue->workers];
      batch = choose (queue, worker, list, true);
    }
  if (!batch)
    return NULL;
  unlink_batch (list, batch);
  queue->queued--;
  queue->places[worker] = batch->node;
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
