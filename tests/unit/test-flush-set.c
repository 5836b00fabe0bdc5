/* Sets of files that are flushed together: how many, in which order, and by
   whom.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include "engines.h"
#include "flush/flush-many.h"
#include "flush/flush-set.h"
#include "unit.h"

enum
{
  FILES = 300
};

static void
make_files (void)
{
  char name[20];
  for (int i = 0; i < FILES; i++)
    {
      snprintf (name, sizeof name, "%d", i);
      close (unit_make_file (name, 100));
    }
}

/* All files, as operands.  */
static void
test_files (enum engine_mode mode, unsigned int workers)
{
  unsigned int open_before = unit_open_descriptors ();
  struct engine *engine = unit_open (mode, 0);
  struct flush_config config
      = { .engine = { .mode = mode }, .workers = workers, .sizes = true };
  struct flush_set *set;
  char name[20];
  if (engine == NULL)
    return;
  make_files ();
  CHECK_EQ (flush_set_open (engine, &config, &set), 0);
  for (int i = 0; i < FILES; i++)
    {
      snprintf (name, sizeof name, "%d", i);
      flush_set_add_operand (set, name);
    }
  struct flush_sums *sums = flush_set_sums (set);
  CHECK_EQ (sums->added_files, FILES);
  CHECK_EQ (sums->added_bytes, 100 * FILES);
  CHECK_EQ (sums->files, 0);
  flush_set_run (set);
  CHECK_EQ (sums->files, FILES);
  CHECK_EQ (sums->bytes, 100 * FILES);
  CHECK_EQ (sums->directories, 0);

  /* A second run has nothing to do.  */
  flush_set_run (set);
  CHECK_EQ (sums->files, FILES);
  struct engine_stats stats = *engine_stats (engine);
  unsigned int threads = flush_set_stats (set, &stats);
  CHECK (workers == 0 || threads < workers);
  CHECK_EQ (stats.called[OP_FSYNC] + stats.ringed[OP_FSYNC]
                + stats.queued_plain[OP_FSYNC],
            FILES);
  flush_set_close (set);
  engine_close (engine);
  CHECK_EQ (unit_open_descriptors (), open_before);
}

/* What is done by flush_many, in any thread.  */
struct slow
{
  struct op op;
  unsigned int count;
  char byte;
};

enum
{
  OPS = 40
};

static void
count (struct op *op)
{
  struct slow *slow = op->owner;
  slow->count++;
}

static void *
write_slowly (void *arg)
{
  const int *fd = arg;
  for (int i = 0; i < OPS; i++)
    {
      nanosleep (&(struct timespec) { .tv_nsec = 1000000 }, NULL);
      if (write (*fd, "x", 1) != 1)
        unit_die ("write");
    }
  return NULL;
}

/* Ops that wait are done by threads, each once.  */
static void
test_threads (void)
{
  struct engine *engine = unit_open (ENGINE_SYNC, 0);
  struct flush_many many
      = { .engine = engine, .config = { .mode = ENGINE_SYNC }, .workers = 8 };
  static struct slow slow[OPS];
  struct op *ops[OPS];
  pthread_t writer;
  int pipes[2];
  for (int i = 0; i < OPS; i++)
    ops[i] = &slow[i].op;
  if (pipe (pipes) != 0)
    unit_die ("pipe");
  for (int i = 0; i < OPS; i++)
    {
      unit_rw (ops[i], OP_READ, pipes[0], &slow[i].byte, 1, OP_CURRENT_OFFSET);
      ops[i]->owner = &slow[i];
      ops[i]->done = count;
    }
  if (pthread_create (&writer, NULL, write_slowly, &pipes[1]) != 0)
    unit_die ("pthread_create");
  flush_many (&many, ops, OPS);
  pthread_join (writer, NULL);
  for (int i = 0; i < OPS; i++)
    {
      CHECK_EQ (slow[i].count, 1);
      CHECK_EQ (slow[i].op.result, 1);
      CHECK_EQ (slow[i].byte, 'x');
    }
  CHECK (many.threads < 8);
  close (pipes[0]);
  close (pipes[1]);
  engine_close (engine);
}

int
main (void)
{
  unit_enter_tmpdir ();
  for (int i = 0; i < UNIT_MODES; i++)
    {
      test_files (unit_modes[i].mode, 0);
      test_files (unit_modes[i].mode, 3);
    }
  test_threads ();
  return unit_end ();
}
