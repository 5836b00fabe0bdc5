/* Stopping: a signal asks, and everything ends at the next good moment.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool that calls stop_catch () does not die of SIGHUP, SIGINT or SIGTERM
   at once.  The first of them sets a flag, which workers ask between two
   names and transfers between two chunks; what was half made is put away,
   and the tool then dies of the signal by stop_die ().  A second signal
   kills as if nothing were caught, but for one that comes so soon that it is
   the same wish.  A tool that does not call it is never asked to stop.  */

#ifndef UU_STOP_H
#define UU_STOP_H

#include <stdbool.h>

/* Catch those of the signals that are not ignored.  */
void stop_catch (void);

/* For a handler of the tool's own: signal SIG has come.  Return whether it is
   the first.  */
bool stop_mark (int sig);

/* Whether a signal has come.  May be called from any thread.  */
bool stop_requested (void);

/* The signal that came first, or 0.  */
int stop_signal (void);

/* If a signal has come, die of it, as if it had never been caught.  */
void stop_die (void);

#endif /* UU_STOP_H */
