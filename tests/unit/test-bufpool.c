/* A pool gives whole pages, touches none, and says what is registered.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <sys/mman.h>

#include "data/bufpool.h"
#include "engines.h"

static void
buffers_are_apart_and_aligned (void)
{
  size_t page = (size_t) sysconf (_SC_PAGESIZE);
  struct bufpool *pool;

  CHECK_EQ (bufpool_open (7, page + 1, &pool), 0);
  CHECK_EQ (bufpool_count (pool), 7);
  CHECK_EQ (bufpool_size (pool), 2 * page);
  for (unsigned int i = 0; i < 7; i++)
    {
      unsigned char *buffer = bufpool_buffer (pool, i);

      CHECK_EQ ((uintptr_t) buffer % page, 0);
      CHECK (i == 0
             || buffer
                    == (unsigned char *) bufpool_buffer (pool, 0)
                           + i * bufpool_size (pool));
      CHECK (!bufpool_is_registered (pool, i));
      memset (buffer, (int) i, bufpool_size (pool));
    }
  for (unsigned int i = 0; i < 7; i++)
    CHECK_EQ (*(unsigned char *) bufpool_buffer (pool, i), i);
  bufpool_close (pool);
}

static void
no_memory_is_touched (void)
{
  size_t page = (size_t) sysconf (_SC_PAGESIZE);
  struct bufpool *pool;
  unsigned char in_core[64];
  unsigned int touched = 0;

  CHECK_EQ (bufpool_open (64, page, &pool), 0);
  CHECK_EQ (mincore (bufpool_buffer (pool, 0), 64 * page, in_core), 0);
  for (int i = 0; i < 64; i++)
    touched += in_core[i] & 1;
  CHECK_EQ (touched, 0);
  bufpool_close (pool);
}

static void
bad_sizes_are_errors (void)
{
  struct bufpool *pool = NULL;

  CHECK_EQ (bufpool_open (0, 4096, &pool), -EINVAL);
  CHECK_EQ (bufpool_open (1, 0, &pool), -EINVAL);
  CHECK_EQ (bufpool_open (1, SIZE_MAX, &pool), -EINVAL);
  CHECK_EQ (bufpool_open (UINT32_MAX, SIZE_MAX / 2, &pool), -ENOMEM);
  CHECK_EQ (bufpool_open (1, SIZE_MAX / 4, &pool), -ENOMEM);
  CHECK (pool == NULL);
  bufpool_close (NULL);
}

static void
registered_once (void)
{
  struct engine *engine = unit_open (ENGINE_AUTO, 0);
  struct bufpool *pool;

  CHECK_EQ (bufpool_open (3, 4096, &pool), 0);
  unsigned int n = bufpool_register (pool, engine);
  CHECK_EQ (n, engine_is_async (engine) ? 3 : 0);
  CHECK_EQ (bufpool_register (pool, engine), n);
  for (unsigned int i = 0; i < 3; i++)
    CHECK_EQ (bufpool_is_registered (pool, i), i < n);
  bufpool_unregister (pool);
  CHECK (!bufpool_is_registered (pool, 0));
  CHECK_EQ (bufpool_register (pool, engine), n);
  engine_close (engine);
  bufpool_close (pool);
}

int
main (void)
{
  buffers_are_apart_and_aligned ();
  no_memory_is_touched ();
  bad_sizes_are_errors ();
  registered_once ();
  return unit_end ();
}
