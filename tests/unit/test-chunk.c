/* A chunk's states: what each result of its ops leads to.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/chunk.h"
#include "unit.h"

#include <errno.h>

static unsigned char buffer[4096];
static const struct endpoint source
    = { .fd = 3, .slot = OP_NO_SLOT, .seekable = true };
static const struct endpoint target = { .fd = 4, .slot = 1, .seekable = true };

static void
begin (struct chunk *chunk, size_t align)
{
  chunk_init (chunk, NULL, 7, buffer);
  chunk_begin (chunk, 10000, 4096, align);
}

/* Let the read of all that is asked give R.  */
static enum chunk_news
read_gives (struct chunk *chunk, int r)
{
  chunk_prepare_read (chunk, &source, 0, NULL);
  chunk->read.result = r;
  return chunk_advance (chunk);
}

/* Let the write of what was read give R.  */
static enum chunk_news
write_gives (struct chunk *chunk, int r)
{
  chunk_prepare_write (chunk, &target, chunk->offset + chunk->done,
                       chunk->have - chunk->done, 0, NULL);
  chunk->write.result = r;
  return chunk_advance (chunk);
}

static enum chunk_news
pair_gives (struct chunk *chunk, int read, int write)
{
  chunk_prepare_read (chunk, &source, 0, NULL);
  chunk_prepare_write (chunk, &target, chunk->offset, chunk->asked, 0, NULL);
  chunk->paired = true;
  chunk->read.result = read;
  chunk->write.result = write;
  return chunk_advance (chunk);
}

static void
test_whole (void)
{
  struct chunk chunk;

  begin (&chunk, 1);
  CHECK (chunk_is_busy (&chunk));
  CHECK_EQ (read_gives (&chunk, 4096), CHUNK_GO_ON);
  CHECK_EQ (chunk.read.u.rw.offset, 10000);
  CHECK_EQ (chunk.state, CHUNK_WRITING);
  CHECK_EQ (write_gives (&chunk, 4096), CHUNK_FINISHED);
  CHECK_EQ (chunk.state, CHUNK_DONE);
  CHECK_EQ (chunk.moved, 4096);
  CHECK_EQ (chunk.offset, 14096);
  chunk_free (&chunk);
  CHECK_EQ (chunk.state, CHUNK_FREE);

  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, 4096, 4096), CHUNK_FINISHED);
  CHECK_EQ (chunk.moved, 4096);
}

static void
test_short_read (void)
{
  struct chunk chunk;

  /* The write that was cancelled is done for what was read, and the rest
     is read then.  */
  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, 1000, -ECANCELED), CHUNK_GO_ON);
  CHECK_EQ (chunk.state, CHUNK_WRITING);
  CHECK_EQ (chunk.have, 1000);
  CHECK_EQ (write_gives (&chunk, 1000), CHUNK_GO_ON);
  CHECK_EQ (chunk.write.u.rw.len, 1000);
  CHECK_EQ (chunk.state, CHUNK_READING);
  CHECK_EQ (chunk.offset, 11000);
  CHECK_EQ (chunk.asked, 3096);
  CHECK_EQ (pair_gives (&chunk, 3096, 3096), CHUNK_FINISHED);

  /* A write that was not cancelled although it should have been does not
     count: it wrote stale bytes.  */
  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, 1000, 4096), CHUNK_GO_ON);
  CHECK_EQ (chunk.state, CHUNK_WRITING);
  CHECK_EQ (chunk.have, 1000);
  CHECK_EQ (chunk.done, 0);
}

static void
test_short_write (void)
{
  struct chunk chunk;

  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, 4096, 1), CHUNK_GO_ON);
  CHECK_EQ (chunk.state, CHUNK_WRITING);
  CHECK_EQ (chunk.moved, 1);
  CHECK_EQ (write_gives (&chunk, 4000), CHUNK_GO_ON);
  CHECK (chunk.write.u.rw.buf == buffer + 1);
  CHECK_EQ (chunk.write.u.rw.offset, 10001);
  CHECK_EQ (write_gives (&chunk, 95), CHUNK_FINISHED);
  CHECK (chunk.write.u.rw.buf == buffer + 4001);
}

static void
test_end_of_file (void)
{
  struct chunk chunk;

  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, 0, -ECANCELED), CHUNK_END_OF_FILE);
  CHECK_EQ (chunk.state, CHUNK_DONE);
  CHECK_EQ (chunk.offset, 10000);
}

static void
test_alignment (void)
{
  struct chunk chunk;

  begin (&chunk, 512);
  CHECK_EQ (pair_gives (&chunk, 1000, -ECANCELED), CHUNK_GO_ON);
  CHECK_EQ (chunk.have, 512);
  CHECK_EQ (write_gives (&chunk, 512), CHUNK_GO_ON);
  CHECK_EQ (read_gives (&chunk, 488), CHUNK_RAGGED);
  CHECK_EQ (chunk.offset, 10512);
  CHECK_EQ (chunk.state, CHUNK_DONE);

  begin (&chunk, 512);
  CHECK_EQ (pair_gives (&chunk, 4096, 700), CHUNK_GO_ON);
  CHECK_EQ (chunk.done, 512);
  CHECK_EQ (write_gives (&chunk, 300), CHUNK_TROUBLE);
  CHECK_EQ (chunk.error, -EAGAIN);
  CHECK_EQ (chunk.done, 512);
}

static void
test_trouble (void)
{
  struct chunk chunk;

  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, -EIO, -ECANCELED), CHUNK_TROUBLE);
  CHECK_EQ (chunk.error, -EIO);
  CHECK_EQ (chunk.side, CHUNK_SOURCE);
  CHECK_EQ (chunk.state, CHUNK_READING);

  CHECK_EQ (pair_gives (&chunk, 4096, -ENOSPC), CHUNK_TROUBLE);
  CHECK_EQ (chunk.error, -ENOSPC);
  CHECK_EQ (chunk.side, CHUNK_TARGET);
  CHECK_EQ (chunk.state, CHUNK_WRITING);

  /* A write of nothing says that there is no room.  */
  CHECK_EQ (write_gives (&chunk, 0), CHUNK_TROUBLE);
  CHECK_EQ (chunk.error, -ENOSPC);
  chunk_fail (&chunk);
  CHECK_EQ (chunk.state, CHUNK_FAILED);
  CHECK (!chunk_is_busy (&chunk));
  chunk_free (&chunk);

  /* Read in full, and the write cancelled for no reason: once more.  */
  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, 4096, -ECANCELED), CHUNK_GO_ON);
  CHECK_EQ (chunk.state, CHUNK_WRITING);
  CHECK_EQ (chunk.have, 4096);

  /* A write refused outright takes its read with it.  */
  begin (&chunk, 1);
  CHECK_EQ (pair_gives (&chunk, -ECANCELED, -EBADF), CHUNK_TROUBLE);
  CHECK_EQ (chunk.error, -EBADF);
  CHECK_EQ (chunk.side, CHUNK_TARGET);
  chunk_drop (&chunk);
  CHECK_EQ (chunk.state, CHUNK_DONE);
}

static void
test_skip (void)
{
  struct chunk chunk;

  begin (&chunk, 1);
  read_gives (&chunk, 3000);
  CHECK_EQ (chunk_skip (&chunk, 1000), CHUNK_GO_ON);
  CHECK_EQ (chunk.state, CHUNK_WRITING);
  CHECK_EQ (chunk_skip (&chunk, 2000), CHUNK_GO_ON);
  CHECK_EQ (chunk.state, CHUNK_READING);
  CHECK_EQ (chunk.offset, 13000);
  read_gives (&chunk, 1096);
  CHECK_EQ (chunk_skip (&chunk, 1096), CHUNK_FINISHED);
}

static void
test_ops (void)
{
  static const struct endpoint stream = { .fd = 5, .slot = OP_NO_SLOT };
  struct chunk chunk;

  begin (&chunk, 1);
  chunk_prepare_read (&chunk, &source, 0x80, NULL);
  CHECK_EQ (chunk.read.kind, OP_READ);
  CHECK_EQ (chunk.read.flags, 0);
  CHECK_EQ (chunk.read.fd, 3);
  CHECK_EQ (chunk.read.u.rw.len, 4096);
  CHECK_EQ (chunk.read.u.rw.rw_flags, 0x80);
  CHECK (chunk.read.owner == &chunk);

  chunk.registered = true;
  chunk_prepare_write (&chunk, &target, 99, 10, 0, NULL);
  CHECK_EQ (chunk.write.kind, OP_WRITE);
  CHECK_EQ (chunk.write.flags, OP_F_FIXED_BUFFER);
  CHECK_EQ (chunk.write.u.rw.buf_index, 7);
  CHECK_EQ (chunk.write.slot, 1);
  CHECK_EQ (chunk.write.u.rw.offset, 99);

  chunk_prepare_read (&chunk, &stream, 0, NULL);
  CHECK_EQ (chunk.read.u.rw.offset, OP_CURRENT_OFFSET);
}

int
main (void)
{
  test_whole ();
  test_short_read ();
  test_short_write ();
  test_end_of_file ();
  test_alignment ();
  test_trouble ();
  test_skip ();
  test_ops ();
  return unit_end ();
}
