/* Buffer pools: the memory through which data passes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/bufpool.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct bufpool
{
  char *memory;
  size_t size;
  unsigned int count;
  unsigned int n_registered; /* the first so many */
  bool asked;                /* registration was tried */
};

int
bufpool_open (unsigned int count, size_t size, struct bufpool **ret_pool)
{
  size_t page = (size_t) sysconf (_SC_PAGESIZE);

  if (count == 0 || size == 0 || size > SIZE_MAX - page)
    return -EINVAL;
  size = (size + page - 1) / page * page;
  if (size > SIZE_MAX / count)
    return -ENOMEM;

  struct bufpool *pool = calloc (1, sizeof *pool);
  if (pool == NULL)
    return -ENOMEM;
  pool->memory = mmap (NULL, size * count, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pool->memory == MAP_FAILED)
    {
      free (pool);
      return -ENOMEM;
    }
  pool->size = size;
  pool->count = count;
  *ret_pool = pool;
  return 0;
}

void
bufpool_close (struct bufpool *pool)
{
  if (pool == NULL)
    return;
  munmap (pool->memory, pool->size * pool->count);
  free (pool);
}

unsigned int
bufpool_count (const struct bufpool *pool)
{
  return pool->count;
}

size_t
bufpool_size (const struct bufpool *pool)
{
  return pool->size;
}

void *
bufpool_buffer (const struct bufpool *pool, unsigned int index)
{
  return pool->memory + pool->size * index;
}

unsigned int
bufpool_register (struct bufpool *pool, struct engine *engine)
{
  if (pool->asked)
    return pool->n_registered;
  pool->asked = true;

  struct iovec *buffers = calloc (pool->count, sizeof *buffers);
  if (buffers == NULL)
    return 0;
  for (unsigned int i = 0; i < pool->count; i++)
    {
      buffers[i].iov_base = bufpool_buffer (pool, i);
      buffers[i].iov_len = pool->size;
    }

  unsigned int n = pool->count;
  int r = -ENOMEM;
  while (n > 0 && (r = engine_register_buffers (engine, buffers, n)) == -ENOMEM)
    n /= 2;
  free (buffers);
  pool->n_registered = r == 0 ? n : 0;
  return pool->n_registered;
}

bool
bufpool_is_registered (const struct bufpool *pool, unsigned int index)
{
  return index < pool->n_registered;
}

void
bufpool_unregister (struct bufpool *pool)
{
  pool->n_registered = 0;
  pool->asked = false;
}
