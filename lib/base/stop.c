/* Stopping: a signal asks, and everything ends at the next good moment.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "base/stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

enum
{
  /* A second signal that comes as soon as this is the same wish: timeout (1)
     signals the program, and then its whole process group.  */
  SAME_WISH_MS = 200
};

static atomic_int first_signal;
static _Atomic int64_t first_ms;

static int64_t
now_ms (void)
{
  struct timespec now;
  clock_gettime (CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
stop_mark (int sig)
{
  int none = 0;
  return atomic_compare_exchange_strong (&first_signal, &none, sig);
}

/* A second signal kills.  */
static void
on_signal (int sig)
{
  int64_t now = now_ms ();
  if (stop_mark (sig))
    {
      atomic_store (&first_ms, now);
      return;
    }
  int64_t first = atomic_load (&first_ms);
  if (first == 0 || now - first < SAME_WISH_MS)
    return;
  signal (sig, SIG_DFL);
  raise (sig);
}

void
stop_catch (void)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  /* Not SA_RESTART: what waits for a fifo or a terminal is to end.  */
  struct sigaction action = { .sa_handler = on_signal };
  sigemptyset (&action.sa_mask);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
    {
      struct sigaction old;
      if (sigaction (signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
        sigaction (signals[i], &action, NULL);
    }
}

bool
stop_requested (void)
{
  return atomic_load_explicit (&first_signal, memory_order_relaxed) != 0;
}

int
stop_signal (void)
{
  return atomic_load (&first_signal);
}

void
stop_die (void)
{
  int sig = stop_signal ();
  if (sig == 0)
    return;
  signal (sig, SIG_DFL);
  raise (sig);
}
