/* The work queue: batches waiting for a worker.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Each worker puts what it finds on its own queue and takes the newest of
   it back, so that a tree is walked depth first and what waits stays
   small; who has nothing takes the oldest of another's, which is nearest
   to the root and so the largest piece of work.  One lock guards all: it
   is taken once per some hundred files.  */

#ifndef UU_WORKQ_H
#define UU_WORKQ_H

#include "tree/batch.h"

enum
{
  WORKQ_MAX_WORKERS = 256,
  WORKQ_LOOK = 16 /* batches looked at to find a place of one's own */
};

struct workq
{
  pthread_mutex_t lock;
  pthread_cond_t changed;
  struct workq_list
  {
    struct batch *oldest, *newest;
  } lists[WORKQ_MAX_WORKERS];
  const struct dirnode *places[WORKQ_MAX_WORKERS]; /* whose names a worker
                                                      has taken last */
  unsigned int workers;                            /* lists in use */
  unsigned int queued;
  unsigned int sleeping;
  unsigned int members;  /* workers that are at work, or sleep */
  unsigned int deferred; /* things put off until nobody has other work */
  bool catching_up;      /* with what was put off */
  bool closed;
};

void workq_init (struct workq *queue);
void workq_destroy (struct workq *queue);

/* Put BATCH on WORKER's list as its newest.  Return whether one more
   worker would find something to do.  */
bool workq_push (struct workq *queue, unsigned int worker, struct batch *batch);

/* Put BATCH on the first worker's list as its oldest: what is appended is
   taken in the order in which it came.  */
void workq_append (struct workq *queue, struct batch *batch);

/* A worker comes, and goes.  */
void workq_join (struct workq *queue);
void workq_leave (struct workq *queue);

/* Take a batch for WORKER; with WAIT, sleep until there is one.  NULL when
   there is none, with WAIT only after workq_close (), and when all others
   sleep or do what was put off, and something is.  */
struct batch *workq_take (struct workq *queue, unsigned int worker, bool wait);

/* Whether nothing waits at this moment.  */
bool workq_is_empty (struct workq *queue);

/* Whether workq_close () was called.  */
bool workq_is_closed (struct workq *queue);

/* All work is done: let every worker go home.  */
void workq_close (struct workq *queue);

#endif /* UU_WORKQ_H */
