/* A polled ring moves data and nothing else, and can be given up.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A device without poll queues refuses each op (Linux 6.18) or completes it
   by interrupt (6.1); both are right here.  What a real polled device does
   is for the tests in a virtual machine.  */

#include <config.h>

#include "data/bufpool.h"
#include "engines.h"

enum
{
  LEN = 4096
};

static void
polled_ring (enum engine_mode mode)
{
  struct engine_config config = { .mode = mode, .polled = true };
  struct engine *engine = unit_open_config (&config);
  const struct engine_stats *stats;
  struct bufpool *pool;
  struct op op;
  int fd = unit_make_file ("file", LEN);

  if (engine == NULL || !engine_is_async (engine))
    unit_skip ("no io_uring here");
  stats = engine_stats (engine);
  if (!engine_is_polled (engine))
    unit_skip ("no polled rings here");
  CHECK_EQ (stats->rings, 1);
  CHECK_EQ (stats->polled_rings, 1);
  CHECK_EQ (bufpool_open (1, LEN, &pool), 0);
  CHECK_EQ (bufpool_register (pool, engine), 1);
  CHECK_EQ (engine_register_file (engine, 0, fd), 0);

  /* What a polled ring cannot do is done inline, queued or called.  */
  op_init (&op, OP_FSYNC, fd, NULL, NULL);
  CHECK_EQ (unit_queue_one (engine, &op), 0);
  CHECK_EQ (engine_call (engine, &op), 0);
  CHECK_EQ (stats->ringed[OP_FSYNC], 0);
  CHECK_EQ (stats->queued_plain[OP_FSYNC], 1);
  CHECK_EQ (stats->called[OP_FSYNC], 1);

  /* Through the page cache nothing can be polled for.  */
  unit_rw (&op, OP_READ, fd, bufpool_buffer (pool, 0), LEN, 0);
  CHECK_EQ (unit_queue_one (engine, &op), -EOPNOTSUPP);
  /* Past it, that depends.  */
  int direct = open ("file", O_RDONLY | O_DIRECT);
  if (direct >= 0)
    {
      op.fd = direct;
      int r = unit_queue_one (engine, &op);
      CHECK (r == LEN || r == -EOPNOTSUPP);
      close (direct);
    }

  CHECK_EQ (engine_stop_polling (engine), 0);
  bufpool_unregister (pool);
  CHECK (!engine_is_polled (engine));
  CHECK (engine_is_async (engine));
  CHECK_EQ (stats->rings, 2);
  CHECK_EQ (stats->polled_rings, 1);
  op.fd = fd;
  op.slot = 0; /* holds nothing any more */
  CHECK_EQ (unit_queue_one (engine, &op), LEN);
  CHECK_EQ (bufpool_register (pool, engine), 1);
  CHECK_EQ (engine_stop_polling (engine), 0);
  CHECK_EQ (stats->rings, 2);
  engine_close (engine);
  bufpool_close (pool);
  close (fd);
}

int
main (void)
{
  unit_enter_tmpdir ();
  polled_ring (ENGINE_AUTO);
  polled_ring (ENGINE_URING);
  return unit_end ();
}
