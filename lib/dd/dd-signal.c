/* dd's signals: one asks how far it is, one ends it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-signal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/stop.h"

static atomic_uint questions; /* SIGUSR1s not answered yet */
static atomic_bool interrupted;

static void
on_question (int sig)
{
  (void) sig;
  atomic_fetch_add (&questions, 1);
}

static void
on_interrupt (int sig)
{
  atomic_store (&interrupted, true);
  stop_mark (sig);
}

static void catch (int sig, void (*handler) (int), int flags)
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = flags };
  sigemptyset (&action.sa_mask);
  sigaddset (&action.sa_mask, SIGUSR1);
  sigaddset (&action.sa_mask, SIGINT);
  sigaction (sig, &action, NULL);
}

void
dd_signal_catch (void)
{
  struct sigaction old;
  /* Even if it is ignored, as dd does: so one may ignore it, start dd, and ask
     at any time, without killing it.  */
  if (getenv ("POSIXLY_CORRECT") == NULL)
    catch (SIGUSR1, on_question, 0);
  if (sigaction (SIGINT, NULL, &old) == 0 && old.sa_handler != SIG_IGN)
    catch (SIGINT, on_interrupt, SA_RESETHAND);
}

int
dd_signal_poll (struct dd *dd)
{
  while (!interrupted && atomic_load (&questions) > 0)
    {
      atomic_fetch_sub (&questions, 1);
      if (dd->tell != NULL)
        dd->tell (dd);
    }
  return interrupted ? -EINTR : 0;
}

bool
dd_signal_interrupted (void)
{
  return atomic_load (&interrupted);
}

void
dd_signal_die (void)
{
  if (!dd_signal_interrupted ())
    return;
  signal (SIGINT, SIG_DFL);
  raise (SIGINT);
}
