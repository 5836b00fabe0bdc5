/* Queries: a signal asks how far the work is.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "user/query.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

atomic_bool query_due;
static void (*answer_query) (void);

static void
on_signal (int sig)
{
  (void) sig;
  atomic_store_explicit (&query_due, true, memory_order_relaxed);
}

void
query_catch (void (*answer) (void))
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  struct sigaction old;
  answer_query = answer;
  sigemptyset (&action.sa_mask);
  if (sigaction (SIGUSR1, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
    sigaction (SIGUSR1, &action, NULL);
}

void
query_answer (void)
{
  if (atomic_exchange (&query_due, false))
    answer_query ();
}
