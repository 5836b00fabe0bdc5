/* The page cache that nocache asks to be dropped behind a copy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "dd/dd-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum
{
  STEP = 128 * 1024 /* bytes dropped in one call, as dd does it */
};

/* Have the kernel forget LEN bytes at OFFSET of FD; 0: up to the end.  */
static int
drop (struct engine *engine, int fd, int64_t offset, int64_t len)
{
  struct op op;
  op_init (&op, OP_FADVISE, fd, NULL, NULL);
  op.u.range.offset = offset;
  op.u.range.len = len;
  op.u.range.flags = POSIX_FADV_DONTNEED;
  return engine_call (engine, &op);
}

void
dd_cache_moved (struct dd_cache *cache, struct engine *engine, int fd,
                int64_t at, uint64_t len)
{
  if (at < 0)
    return;
  if (!cache->known)
    cache->from = (uint64_t) at > len ? at - (int64_t) len : 0;
  cache->known = true;
  cache->at = at;
  int64_t whole = (at - cache->from) / STEP * STEP;
  if (whole <= 0)
    return;
  drop (engine, fd, cache->from, whole);
  cache->from += whole;
}

int
dd_cache_finish (struct dd_cache *cache, struct engine *engine, int fd,
                 int64_t at)
{
  if (!cache->known && at < 0)
    return -ESPIPE;
  if (!cache->known)
    cache->from = cache->at = at;
  /* The kernel forgets whole pages only, unless it is told to go on to the
     end of the file.  */
  if (cache->to_end)
    return drop (engine, fd, cache->from - cache->from % getpagesize (), 0);
  int64_t rest = cache->at - cache->from;
  return rest > 0 ? drop (engine, fd, cache->from, rest) : 0;
}
