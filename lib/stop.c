/* Stopping: a signal asks, and everything ends at the next good moment.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int first_signal;

bool
stop_mark (int sig)
{
  int none = 0;
  return atomic_compare_exchange_strong (&first_signal, &none, sig);
}

static void
on_signal (int sig)
{
  if (stop_mark (sig))
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
