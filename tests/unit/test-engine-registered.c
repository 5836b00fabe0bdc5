/* Registered buffers and files: used, counted, and let go of.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <sys/resource.h>
#include <sys/wait.h>

#include "data/bufpool.h"
#include "engines.h"

enum
{
  LEN = 65536,
  BUFFERS = 4
};

static struct op ops[2 * BUFFERS];

/* Copy BUFFERS times LEN bytes by linked pairs over all that is
   registered.  */
static void
copy_fixed (struct engine *engine, struct bufpool *pool, int in, int out)
{
  unsigned int done = 0;

  for (unsigned int i = 0; i < 2 * BUFFERS; i++)
    {
      bool reads = i % 2 == 0;
      struct op *op = &ops[i];

      unit_rw (op, reads ? OP_READ : OP_WRITE, reads ? in : out,
               bufpool_buffer (pool, i / 2), LEN, i / 2 * LEN);
      op->slot = reads ? 0 : 1;
      op->u.rw.buf_index = i / 2;
      op->flags = OP_F_FIXED_BUFFER | (reads ? OP_F_LINK : 0);
      op->owner = &done;
      op->done = unit_count_done;
      engine_queue (engine, op);
    }
  unit_run_all (engine);
  CHECK_EQ (done, 2 * BUFFERS);
  for (unsigned int i = 0; i < 2 * BUFFERS; i++)
    CHECK_EQ (ops[i].result, LEN);
}

static void
fixed_pairs_are_counted (enum engine_mode mode)
{
  struct engine *engine = unit_need_ring (mode, 0);
  struct bufpool *pool;
  int in = unit_make_file ("in", BUFFERS * LEN);
  int out = open ("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
  const struct engine_stats *stats = engine_stats (engine);

  CHECK_EQ (bufpool_open (BUFFERS, LEN, &pool), 0);
  /* Not registered yet: the same ops work as ordinary ones.  */
  copy_fixed (engine, pool, in, out);
  CHECK_EQ (stats->bytes_ring, BUFFERS * LEN);
  CHECK_EQ (stats->bytes_linked_fixed, 0);

  CHECK_EQ (bufpool_register (pool, engine), BUFFERS);
  CHECK_EQ (engine_register_file (engine, 0, in), 0);
  CHECK_EQ (engine_register_file (engine, 1, out), 0);
  CHECK_EQ (ftruncate (out, 0), 0);
  copy_fixed (engine, pool, in, out);
  CHECK (unit_same_bytes (in, out));
  CHECK_EQ (stats->bytes_written, 2 * BUFFERS * LEN);
  CHECK_EQ (stats->bytes_linked_fixed, BUFFERS * LEN);

  /* Cleared slots, and no buffers: ordinary again.  */
  CHECK_EQ (engine_register_file (engine, 0, -1), 0);
  CHECK_EQ (engine_register_file (engine, 1, -1), 0);
  CHECK_EQ (engine_register_buffers (engine, NULL, 0), 0);
  bufpool_unregister (pool);
  copy_fixed (engine, pool, in, out);
  CHECK_EQ (stats->bytes_linked_fixed, BUFFERS * LEN);

  engine_close (engine);
  bufpool_close (pool);
  close (in);
  close (out);
}

/* A slot decides which file is meant only when it holds one; then it is
   what the ring uses.  */
static void
slot_names_the_file (void)
{
  struct engine *engine = unit_need_ring (ENGINE_URING, 0);
  int in = unit_make_file ("in", 100);
  char buf[100];
  struct op op;

  CHECK_EQ (engine_register_file (engine, 3, in), 0);
  unit_rw (&op, OP_READ, -1, buf, sizeof buf, 0);
  op.slot = 3;
  CHECK_EQ (unit_queue_one (engine, &op), 100);
  CHECK_EQ (engine_register_file (engine, 3, -1), 0);
  CHECK_EQ (unit_queue_one (engine, &op), -EBADF);
  engine_close (engine);
  close (in);
}

/* The write end of a pipe, being closed, must be closed.  */
static void
cleared_slot_releases_the_file (void)
{
  struct engine *engine = unit_need_ring (ENGINE_URING, 0);
  int ends[2];
  char byte = 'x';
  struct op op;

  for (int way = 0; way < 3; way++)
    {
      if (pipe2 (ends, O_NONBLOCK) != 0)
        unit_die ("pipe2");
      CHECK_EQ (engine_register_file (engine, 0, ends[1]), 0);
      unit_rw (&op, OP_WRITE, ends[1], &byte, 1, OP_CURRENT_OFFSET);
      op.slot = 0;
      CHECK_EQ (unit_queue_one (engine, &op), 1);
      close (ends[1]);
      CHECK_EQ (read (ends[0], &byte, 1), 1);
      CHECK (read (ends[0], &byte, 1) < 0 && errno == EAGAIN);
      if (way == 0)
        CHECK_EQ (engine_register_file (engine, 0, -1), 0);
      else if (way == 1)
        CHECK_EQ (engine_register_file (engine, 0, STDERR_FILENO), 0);
      else
        engine_close (engine);
      CHECK_EQ (read (ends[0], &byte, 1), 0);
      close (ends[0]);
    }
}

static void
without_a_ring_there_is_no_table (void)
{
  struct engine *engine = unit_open (ENGINE_SYNC, 0);
  struct bufpool *pool;

  CHECK_EQ (bufpool_open (1, 1, &pool), 0);
  CHECK_EQ (bufpool_register (pool, engine), 0);
  CHECK (!bufpool_is_registered (pool, 0));
  CHECK_EQ (engine_register_file (engine, 0, STDIN_FILENO), -EOPNOTSUPP);
  engine_close (engine);
  bufpool_close (pool);
}

/* As a user who may lock MAY bytes, register a pool of 16 MiB.  */
static unsigned int
register_under_limit (rlim_t may)
{
  struct rlimit limit = { may, may };
  int fds[2];
  unsigned int n = UINT32_MAX;

  if (pipe (fds) != 0)
    unit_die ("pipe");
  pid_t child = fork ();
  if (child == 0)
    {
      struct engine_config config = { .mode = ENGINE_AUTO };
      struct engine *engine;
      struct bufpool *pool;

      if (setrlimit (RLIMIT_MEMLOCK, &limit) != 0
          || (geteuid () == 0 && setresuid (61234, 61234, 61234) != 0)
          || engine_open (&config, &engine, NULL) != 0
          || bufpool_open (16, 1 << 20, &pool) != 0)
        _exit (1);
      n = bufpool_register (pool, engine);
      if (n < 16 && bufpool_is_registered (pool, n))
        n = UINT32_MAX;
      if (write (fds[1], &n, sizeof n) != sizeof n)
        _exit (1);
      engine_close (engine);
      _exit (0);
    }
  close (fds[1]);
  CHECK_EQ (read (fds[0], &n, sizeof n), sizeof n);
  close (fds[0]);
  waitpid (child, NULL, 0);
  return n;
}

static void
memlock_limit_halves_the_registration (void)
{
  CHECK_EQ (register_under_limit (0), 0);
  unsigned int n = register_under_limit (6 << 20);
  /* Half of the limit at least, and not all of the pool.  */
  CHECK (n >= 2 && n <= 6);
}

int
main (void)
{
  unit_enter_tmpdir ();
  without_a_ring_there_is_no_table ();
  fixed_pairs_are_counted (ENGINE_AUTO);
  fixed_pairs_are_counted (ENGINE_URING);
  slot_names_the_file ();
  cleared_slot_releases_the_file ();
  memlock_limit_halves_the_registration ();
  return unit_end ();
}
