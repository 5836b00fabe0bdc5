/* dd's signals: one asks how far it is, one ends it.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   SIGUSR1 has the statistics printed, once for each.  SIGINT ends the work;
   the tool closes its files, prints the statistics and dies of the signal.
   Handlers only leave marks.  Neither restarts a call that waits, so what
   blocks for a pipe comes back with EINTR and polls; no byte is lost by that.
   A second SIGINT kills at once.  */

#ifndef UU_DD_SIGNAL_H
#define UU_DD_SIGNAL_H

#include <stdbool.h>

#include "dd/dd.h"

/* From here on SIGUSR1 asks, unless POSIXLY_CORRECT is set, for POSIX knows
   of no such thing; and SIGINT ends the work, unless it is ignored.  To be
   called first of all: what is asked before there is anything to tell is
   answered then, and the opening of a fifo that nobody writes to ends.  */
void dd_signal_catch (void);

/* Answer what was asked since the last time, by DD's tell.  Return 0, or
   -EINTR when SIGINT has come.  To be called between any two calls that
   might wait.  */
int dd_signal_poll (struct dd *dd);

/* Whether SIGINT has come.  */
bool dd_signal_interrupted (void);

/* If it has, die of it.  */
void dd_signal_die (void);

#endif /* UU_DD_SIGNAL_H */
