/* Queries: a signal asks how far the work is.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A tool that calls query_catch () is not killed by SIGUSR1: it answers, as
   dd does.  The signal only leaves a mark.  Workers look for it between two
   names and between two chunks, and also while they wait for a pipe, so the
   answer comes soon and may be given by code of any kind.  */

#ifndef UU_QUERY_H
#define UU_QUERY_H

#include <stdatomic.h>
#include <stdbool.h>

/* Have ANSWER called, by some thread that polls, once for each SIGUSR1 or
   for several that come together.  If SIGUSR1 is ignored, it stays so.  */
void query_catch (void (*answer) (void));

/* Whether an answer is due.  For query_poll () only.  */
extern atomic_bool query_due;

/* Give the answer that is due.  */
void query_answer (void);

/* Answer if that is due.  Any thread that holds no lock may call this.  */
static inline void
query_poll (void)
{
  if (atomic_load_explicit (&query_due, memory_order_relaxed))
    query_answer ();
}

#endif /* UU_QUERY_H */
