/* Many flushes side by side: on a ring, or by threads.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One commit of a file system's journal, and one flush of a disk's cache,
   serve all who wait for it; who waits alone has one for himself.  So what
   has to wait is done together, by a ring, or where there is none by threads.
   The first is waited for alone: if it need not wait, as on tmpfs, the next
   may not either, and a ring would only cost.  Used by flush-set.c.  */

#ifndef UU_FLUSH_MANY_H
#define UU_FLUSH_MANY_H

#include "engine/engine.h"

struct flush_many
{
  struct engine *engine;       /* the calling thread's */
  struct engine_config config; /* that it was opened with */
  unsigned int workers;        /* threads at most; 0: a default */

  /* What came of it, to be zero at first.  */
  struct engine_stats stats; /* of the threads' engines */
  unsigned int threads;      /* the most that there were beside the caller */
};

/* Do all COUNT OPS, none of which is linked, and call the `done' of each, if
   it has been done, in any thread.  Return when all are.  */
void flush_many (struct flush_many *many, struct op **ops, unsigned int count);

#endif /* UU_FLUSH_MANY_H */
