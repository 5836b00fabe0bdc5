/* engine_try () does what need not wait, and says -EAGAIN to all else.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <sys/stat.h>

#include "engines.h"

static int
try_open (struct engine *engine, const char *name, uint64_t flags)
{
  struct op op;

  op_init (&op, OP_OPEN, AT_FDCWD, NULL, NULL);
  op.u.open.path = name;
  op.u.open.how.flags = flags;
  /* No harm where nothing is created, as with openat ().  */
  op.u.open.how.mode = 0600;
  int r = engine_try (engine, &op);
  CHECK_EQ (op.result, r);
  return r;
}

/* Whether the file system of FD can say that a read would wait.  */
static bool
has_nowait_reads (int fd)
{
  char byte;
  struct iovec iov = { &byte, 1 };

  return preadv2 (fd, &iov, 1, 0, RWF_NOWAIT) >= 0 || errno == EAGAIN;
}

/* FD is of 150 bytes that were just written.  */
static void
cached_reads (struct engine *engine, int fd)
{
  const struct engine_stats *stats = engine_stats (engine);
  bool nowait = has_nowait_reads (fd);
  char buf[100];
  struct op op;

  unit_rw (&op, OP_READ, fd, buf, sizeof buf, 0);
  CHECK_EQ (engine_try (engine, &op), nowait ? 100 : -EAGAIN);
  op.u.rw.offset = 100;
  CHECK_EQ (engine_try (engine, &op), nowait ? 50 : -EAGAIN);
  op.u.rw.offset = 150;
  CHECK_EQ (engine_try (engine, &op), nowait ? 0 : -EAGAIN);
  op.u.rw.offset = OP_CURRENT_OFFSET;
  CHECK_EQ (engine_try (engine, &op), -EAGAIN);
  CHECK_EQ (stats->tried[OP_READ], 3);
  CHECK_EQ (stats->would_block[OP_READ], nowait ? 0 : 3);
  /* A short one is not counted: it may have been tried too early.  */
  CHECK_EQ (stats->short_results, 0);
}

/* What is in memory comes at once, and what would change the disk does not
   come at all.  */
static void
hybrid (void)
{
  struct engine *engine = unit_need_ring (ENGINE_AUTO, 0);
  const struct engine_stats *stats = engine_stats (engine);
  struct op op;

  int fd = unit_make_file ("in", 150);
  close (fd);
  fd = try_open (engine, "in", O_RDONLY);
  CHECK (fd >= 0);
  CHECK_EQ (stats->would_block[OP_OPEN], 0);
  CHECK_EQ (try_open (engine, "new", O_WRONLY | O_CREAT), -EAGAIN);
  CHECK_EQ (try_open (engine, "in", O_WRONLY | O_TRUNC), -EAGAIN);
  CHECK_EQ (try_open (engine, ".", O_WRONLY | O_TMPFILE), -EAGAIN);
  CHECK_EQ (access ("new", F_OK), -1);
  CHECK_EQ (stats->tried[OP_OPEN], 1);
  /* That a name is missing is known at once, or not.  */
  int r = try_open (engine, "missing", O_RDONLY);
  CHECK (r == -ENOENT || r == -EAGAIN);
  CHECK_EQ (stats->tried[OP_OPEN], 2);

  cached_reads (engine, fd);

  struct statx stx;
  op_init (&op, OP_STATX, fd, NULL, NULL);
  op.u.statx.path = "";
  op.u.statx.flags = AT_EMPTY_PATH;
  op.u.statx.mask = STATX_SIZE;
  op.u.statx.buf = &stx;
  CHECK_EQ (engine_try (engine, &op), 0);
  CHECK_EQ (stx.stx_size, 150);
  op.u.statx.path = "in";
  op.fd = AT_FDCWD;
  CHECK_EQ (engine_try (engine, &op), -EAGAIN);

  op_init (&op, OP_CLOSE, fd, NULL, NULL);
  CHECK_EQ (engine_try (engine, &op), 0);
  CHECK_EQ (fcntl (fd, F_GETFD), -1);
  op_init (&op, OP_NOP, -1, NULL, NULL);
  CHECK_EQ (engine_try (engine, &op), 0);
  op_init (&op, OP_MKDIR, AT_FDCWD, NULL, NULL);
  op.u.name.path = "d";
  CHECK_EQ (engine_try (engine, &op), -EAGAIN);
  engine_close (engine);
}

/* What must be fetched would block, and the ring can fetch it.  */
static void
uncached_read_would_block (void)
{
  struct engine *engine = unit_need_ring (ENGINE_AUTO, 0);
  static char buf[4096];
  struct op op;
  int fd = unit_make_file ("cold", 1 << 20);

  fsync (fd);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  unit_rw (&op, OP_READ, fd, buf, sizeof buf, 512 * 1024);
  /* A file system in memory has it all the same; but a file's end is never
     seen where there is none.  */
  int r = engine_try (engine, &op);
  CHECK (r == -EAGAIN || r == sizeof buf);
  CHECK_EQ (engine_stats (engine)->would_block[OP_READ], r == -EAGAIN);
  CHECK_EQ (unit_queue_one (engine, &op), sizeof buf);
  engine_close (engine);
  close (fd);
}

static void
uring_leaves_all_to_the_ring (void)
{
  struct engine *engine = unit_need_ring (ENGINE_URING, 0);
  struct op op;

  op_init (&op, OP_NOP, -1, NULL, NULL);
  CHECK_EQ (engine_try (engine, &op), -EAGAIN);
  CHECK_EQ (engine_call (engine, &op), 0);
  CHECK_EQ (engine_stats (engine)->ringed[OP_NOP], 1);
  CHECK_EQ (engine_stats (engine)->tried[OP_NOP], 0);
  engine_close (engine);
}

static void
sync_blocks_and_succeeds (void)
{
  struct engine *engine = unit_open (ENGINE_SYNC, 0);

  int fd = try_open (engine, "created", O_WRONLY | O_CREAT);
  CHECK (fd >= 0);
  close (fd);
  CHECK_EQ (engine_stats (engine)->called[OP_OPEN], 1);
  engine_close (engine);
}

int
main (void)
{
  unit_enter_tmpdir ();
  sync_blocks_and_succeeds ();
  hybrid ();
  uncached_read_would_block ();
  uring_leaves_all_to_the_ring ();
  return unit_end ();
}
