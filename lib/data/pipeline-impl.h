/* What pipeline.c and pipeline-course.c share, and nobody else.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_PIPELINE_IMPL_H
#define UU_PIPELINE_IMPL_H

#include "data/pipeline.h"

/* Linux 6.14; the headers of Debian 12 do not have it yet.  */
#ifndef RWF_DONTCACHE
#define RWF_DONTCACHE 0x80
#endif

/* Give what CHUNK has read to TAKEN, if there is one, and if it is CHUNK's
   turn.  False: it is not, and CHUNK must keep its buffer as it is.  */
bool pipeline_take (struct pipeline *pipeline, struct chunk *chunk);

/* Whether CHUNK, which waited for its turn, has just had it.  */
bool pipeline_take_held (struct pipeline *pipeline, struct chunk *chunk);

/* All is copied up to pipeline->end: give the hole that ends there.  */
void pipeline_take_rest (struct pipeline *pipeline);

/* Go over to the ring, or to plain calls where there is none.  */
void pipeline_enter_ring (struct pipeline *pipeline);

/* Give back the slots that pipeline_enter_ring () took.  */
void pipeline_unregister_files (struct pipeline *pipeline);

/* ENDPOINT's file refused a direct op: go on through the page cache.
   Nothing is in flight.  */
void pipeline_stop_direct (struct pipeline *pipeline,
                           struct endpoint *endpoint);

/* The device has no poll queues: take an ordinary ring.  Nothing of the
   pipeline is in flight.  */
void pipeline_stop_polling (struct pipeline *pipeline);

/* The RWF_* flags for ENDPOINT's reads and writes.  */
int pipeline_cache_flag (const struct endpoint *endpoint);

/* With CACHE_FADVISE: send what was written since the last time to the
   disk, and drop what was sent the time before, so that waiting for the
   disk costs little; ALL, at the end: send and drop everything.  */
void pipeline_clean_behind (struct pipeline *pipeline, bool all);

#endif /* UU_PIPELINE_IMPL_H */
