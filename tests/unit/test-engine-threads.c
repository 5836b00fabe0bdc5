/* Engines of several threads share nothing but what is learnt once.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Worth most under ThreadSanitizer.  */

#include <config.h>

#include <pthread.h>

#include "engines.h"

enum
{
  THREADS = 8,
  OPS = 200
};

struct job
{
  pthread_t thread;
  enum engine_mode mode;
  int fd;
  unsigned int done;
  unsigned int right;
};

static void *
work (void *arg)
{
  struct job *job = arg;
  struct engine_config config = { .mode = job->mode, .depth = 16 };
  struct engine *engine;
  char buf[64];
  struct op ops[8];

  if (engine_open (&config, &engine, NULL) != 0)
    return NULL;
  for (int i = 0; i < OPS / 8; i++)
    {
      for (int j = 0; j < 8; j++)
        {
          unit_rw (&ops[j], OP_READ, job->fd, buf + 8 * j, 8, 8 * j);
          ops[j].owner = &job->done;
          ops[j].done = unit_count_done;
          if (engine_try (engine, &ops[j]) == 8)
            job->right++;
          engine_queue (engine, &ops[j]);
        }
      while (engine_inflight (engine) > 0)
        engine_run (engine, true);
      for (int j = 0; j < 8; j++)
        job->right += ops[j].result == 8;
    }
  engine_close (engine);
  return NULL;
}

int
main (void)
{
  static struct job jobs[THREADS];

  unit_enter_tmpdir ();
  int fd = unit_make_file ("file", 4096);
  for (int i = 0; i < THREADS; i++)
    {
      jobs[i].mode = i % 4 == 0 ? ENGINE_SYNC : ENGINE_AUTO;
      jobs[i].fd = fd;
      if (pthread_create (&jobs[i].thread, NULL, work, &jobs[i]) != 0)
        unit_die ("pthread_create");
    }
  for (int i = 0; i < THREADS; i++)
    {
      pthread_join (jobs[i].thread, NULL);
      CHECK_EQ (jobs[i].done, OPS);
      CHECK (jobs[i].right >= OPS);
    }
  return unit_end ();
}
