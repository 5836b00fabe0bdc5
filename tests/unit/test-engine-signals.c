/* A signal ends a wait, and loses nothing.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <signal.h>
#include <sys/time.h>

#include "engines.h"

static volatile sig_atomic_t signals;
static int feeder = -1; /* gets a byte at the Nth signal */
static int feed_at;

static void
on_alarm (int signal)
{
  (void) signal;
  if (++signals == feed_at && write (feeder, "x", 1) != 1)
    abort ();
}

/* Signals come every so many milliseconds from now; 0: none.  */
static void
storm (int ms)
{
  struct itimerval timer = { { 0, ms * 1000 }, { 0, ms * 1000 } };

  signals = 0;
  if (setitimer (ITIMER_REAL, &timer, NULL) != 0)
    unit_die ("setitimer");
}

static void
signal_ends_a_wait (struct engine *engine, int ends[2])
{
  char byte;
  struct op op;
  unsigned int done = 0;

  unit_rw (&op, OP_READ, ends[0], &byte, 1, OP_CURRENT_OFFSET);
  op.owner = &done;
  op.done = unit_count_done;
  engine_queue (engine, &op);
  feed_at = 3;
  storm (20);
  int interrupted = 0;
  while (done == 0)
    {
      int r = engine_run (engine, true);

      CHECK (r == 1 || r == -EINTR || done == 0);
      interrupted += r == -EINTR || op.result == -EINTR;
      if (op.result == -EINTR && done == 1)
        {
          /* Without a ring it is the read itself that ends.  */
          done = 0;
          engine_queue (engine, &op);
        }
    }
  CHECK (signals >= 3);
  storm (0);
  CHECK (interrupted > 0);
  CHECK_EQ (op.result, 1);
}

/* A read from a pipe is called again by the caller, if at all.  */
static void
signal_ends_a_called_read (struct engine *engine, int ends[2])
{
  char byte;
  struct op op;

  unit_rw (&op, OP_READ, ends[0], &byte, 1, OP_CURRENT_OFFSET);
  feed_at = 3;
  storm (20);
  int interrupted = 0;
  while (engine_call (engine, &op) == -EINTR)
    interrupted++;
  storm (0);
  CHECK (interrupted > 0);
  CHECK_EQ (op.result, 1);
}

/* 4,000 ops in a storm: none is lost, none fails.  */
static void
storm_loses_nothing (struct engine *engine)
{
  static char buf[65536];
  static struct op ops[64];
  int fd = unit_make_file ("file", sizeof buf);
  unsigned int done = 0;

  feed_at = -1;
  storm (1);
  for (int round = 0; round < 60; round++)
    {
      for (int i = 0; i < 64; i++)
        {
          unit_rw (&ops[i], i % 2 ? OP_READ : OP_WRITE, fd, buf, 1024,
                   i * 1024);
          ops[i].flags = i % 4 == 0 ? OP_F_ASYNC : 0;
          ops[i].owner = &done;
          ops[i].done = unit_count_done;
          engine_queue (engine, &ops[i]);
        }
      struct op call;
      op_init (&call, OP_FSYNC, fd, NULL, NULL);
      CHECK_EQ (engine_call (engine, &call), 0);
      unit_run_all (engine);
      for (int i = 0; i < 64; i++)
        CHECK_EQ (ops[i].result, 1024);
    }
  storm (0);
  CHECK_EQ (done, 60 * 64);
  close (fd);
}

int
main (void)
{
  struct sigaction action = { .sa_handler = on_alarm };
  int ends[2];

  unit_enter_tmpdir ();
  if (sigaction (SIGALRM, &action, NULL) != 0 || pipe (ends) != 0)
    unit_die ("sigaction, pipe");
  feeder = ends[1];
  for (int i = 0; i < UNIT_MODES; i++)
    {
      struct engine *engine = unit_open (unit_modes[i].mode, 0);

      if (engine == NULL)
        continue;
      unit_context = unit_modes[i].name;
      signal_ends_a_wait (engine, ends);
      signal_ends_a_called_read (engine, ends);
      storm_loses_nothing (engine);
      engine_close (engine);
    }
  return unit_end ();
}
