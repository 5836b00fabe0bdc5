/* The page cache that nocache asks to be dropped behind a copy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   One struct dd_cache is one side of a dd.  Whoever moves bytes tells it of
   them; it asks the kernel, 128 KiB at a time, to forget what has been
   passed.  A copy is as good without: only with count=0, where dropping is
   all that was asked for, does a refusal count.  */

#ifndef UU_DD_CACHE_H
#define UU_DD_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/engine.h"

struct dd_cache
{
  bool wanted;  /* iflag=nocache, oflag=nocache */
  bool to_end;  /* when all is done, drop up to the end of the file */
  bool known;   /* FROM and AT are: this side can seek */
  int64_t from; /* all before it was dropped */
  int64_t at;   /* what was moved ends here */
};

/* LEN bytes that end at offset AT of FD were moved; AT below 0: FD cannot
   seek.  */
void dd_cache_moved (struct dd_cache *cache, struct engine *engine, int fd,
                     int64_t at, uint64_t len);

/* Drop what was moved and is still there, or, with to_end, all from there on.
   AT is FD's offset, used if nothing was moved yet, or below 0.  Return 0, or
   -errno if the kernel would not hear of it.  */
int dd_cache_finish (struct dd_cache *cache, struct engine *engine, int fd,
                     int64_t at);

#endif /* UU_DD_CACHE_H */
