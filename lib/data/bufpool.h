/* Buffer pools: the memory through which data passes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A pool is COUNT page-aligned buffers of SIZE bytes in one mapping, made
   once by the owner of an engine and used by its pipelines in turn.
   Memory is touched, and registered with the engine, only when a transfer
   first wants it, so small work costs nothing and a tree of small files
   stays small in memory.  */

#ifndef UU_BUFPOOL_H
#define UU_BUFPOOL_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/engine.h"

struct bufpool;

/* Make a pool of COUNT buffers of SIZE bytes (rounded up to whole pages).
   No memory is touched.  Return 0, -ENOMEM, or -EINVAL for none.  */
int bufpool_open (unsigned int count, size_t size, struct bufpool **ret_pool);
void bufpool_close (struct bufpool *pool);

unsigned int bufpool_count (const struct bufpool *pool);
size_t bufpool_size (const struct bufpool *pool);
void *bufpool_buffer (const struct bufpool *pool, unsigned int index);

/* Register the buffers with ENGINE, once; nothing may be in flight.  When
   RLIMIT_MEMLOCK refuses all, as many as it allows (halving); the others
   are used unregistered.  Return how many are registered, 0 too.  */
unsigned int bufpool_register (struct bufpool *pool, struct engine *engine);

/* Whether buffer INDEX is registered with the engine.  */
bool bufpool_is_registered (const struct bufpool *pool, unsigned int index);

/* Forget the registration, as after engine_stop_polling ().  */
void bufpool_unregister (struct bufpool *pool);

#endif /* UU_BUFPOOL_H */
