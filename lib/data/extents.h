/* Extents: where a file has data, and where holes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   An iterator over a source's bytes from a place on, in order and without
   gaps: each step is a stretch of data or a hole.  Holes are looked for by
   SEEK_DATA and SEEK_HOLE (lseek(2)) only in a file that has fewer blocks
   than its length needs; any other file is one stretch of data.  The file
   may change meanwhile: the end is looked at again when it is reached.

   The owner is whoever copies: the pipeline, or a transfer method.  */

#ifndef UU_EXTENTS_H
#define UU_EXTENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "data/endpoint.h"
#include "engine/engine.h"

struct extent
{
  uint64_t start; /* bytes from the start of the file */
  uint64_t end;   /* the first byte not in it, above START */
  bool hole;
};

struct extents
{
  struct engine *engine;
  const struct endpoint *file;
  bool seeks;       /* holes are looked for */
  uint64_t granule; /* stretches of data begin and end at multiples of it,
                       the end of the file and the first start excepted */
  uint64_t next;    /* where the next extent starts */
  uint64_t size;    /* the file's length as known */
  uint64_t limit;   /* nothing is told from here on */
};

/* No end but the file's.  */
#define EXTENTS_NO_LIMIT UINT64_MAX

/* Whether FILE looks as if it had holes: regular, and fewer blocks than
   its length needs.  */
bool extents_worth_asking (const struct endpoint *file);

/* Begin at FROM in FILE, which outlives the iterator; end at LIMIT or at
   the end of the file.  KEEP_HOLES: look for holes if that is worth it.
   Asks the kernel nothing.  */
void extents_init (struct extents *extents, struct engine *engine,
                   const struct endpoint *file, uint64_t from, uint64_t limit,
                   uint64_t granule, bool keep_holes);

/* Set *RET_EXTENT to the next stretch and return 1; 0 at the end as far
   as it is known, which a file that `seeks' has really been asked for and
   another has not: only a read can tell there; or -errno.  */
int extents_next (struct extents *extents, struct extent *ret_extent);

/* Something beyond the known end was found and dealt with, up to OFFSET:
   look for the end again and go on from there.  Return 0 or -errno.  */
int extents_grown (struct extents *extents, uint64_t offset);

#endif /* UU_EXTENTS_H */
