/* Differences: two files read side by side.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/differ.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "data/readback.h"
#include "engine/calls.h"

enum
{
  BLOCK = 4096,
  PAIRS_MAX = 16
};

/* A piece of both files: one half of its buffer for each.  */
struct pair
{
  struct op op[DIFFER_SIDES];
  char *buf[DIFFER_SIDES];
  unsigned int pending; /* ops that are with the engine */
  uint64_t offset;
  size_t len;
  uint64_t skipped; /* bytes of holes before it */
};

struct course
{
  struct differ *differ;
  struct pair pairs[PAIRS_MAX];
  unsigned int n;     /* pairs there are */
  unsigned int first; /* the one that is compared next */
  unsigned int used;  /* how many are under way */
  size_t piece;
  bool queues;
  uint64_t cursor;      /* all before it is in pairs, or skipped */
  uint64_t stretch_end; /* no hole is looked for before it */
  uint64_t skipped;     /* between the last pair and CURSOR */
  bool at_end;          /* one of the files ends before `to' */
};

/* ---- what is read next --------------------------------------------------- */

/* Where SIDE has data, or a hole, from OFFSET on; its end, or `to', where there
   is none before it.  -errno.  */
static int
seek (const struct differ *differ, enum differ_side side, uint64_t offset,
      int whence, uint64_t *ret_offset)
{
  int64_t found;
  int err = call_seek (differ->engine, differ->fd[side], (int64_t) offset,
                       whence, &found);
  if (err == -ENXIO)
    err = call_seek (differ->engine, differ->fd[side], 0, SEEK_END, &found);
  if (err < 0)
    return err;
  *ret_offset = (uint64_t) found < differ->to ? (uint64_t) found : differ->to;
  return 0;
}

/* Move the cursor over what is a hole on both sides.  A file system that
   cannot tell says that all is data.  */
static void
next_stretch (struct course *course)
{
  struct differ *differ = course->differ;
  uint64_t source, target, end;
  uint64_t at = course->cursor;
  course->stretch_end = differ->to;
  if (!differ->has_holes
      || seek (differ, DIFFER_SOURCE, at, SEEK_DATA, &source) < 0
      || seek (differ, DIFFER_TARGET, at, SEEK_DATA, &target) < 0)
    return;
  uint64_t data = source < target ? source : target;
  if (data < at) /* one of them has become shorter */
    return;
  course->skipped += data - at;
  course->cursor = data;
  enum differ_side side = source <= target ? DIFFER_SOURCE : DIFFER_TARGET;
  if (data < differ->to && seek (differ, side, data, SEEK_HOLE, &end) == 0
      && end > data)
    course->stretch_end = end;
}

static void
read_done (struct op *op)
{
  struct pair *pair = op->owner;
  pair->pending--;
}

static void
begin_read (struct course *course, struct pair *pair, enum differ_side side)
{
  struct differ *differ = course->differ;
  struct op *op = &pair->op[side];
  op_init (op, OP_READ, differ->fd[side], pair, read_done);
  op->u.rw.buf = pair->buf[side];
  op->u.rw.len = pair->len;
  op->u.rw.offset = (int64_t) pair->offset;
  if (!course->queues)
    {
      engine_call (differ->engine, op);
      return;
    }
  /* What is cached would be read in the submission, and nobody would compare
     meanwhile.  */
  op->flags = OP_F_ASYNC;
  pair->pending++;
  engine_queue (differ->engine, op);
}

/* How much to read at the cursor: up to the end of a block, so that none is
   compared in parts.  */
static size_t
piece_at_cursor (const struct course *course)
{
  uint64_t left = course->stretch_end - course->cursor;
  size_t piece = course->piece;
  if (piece >= BLOCK)
    piece -= (course->cursor + piece) % BLOCK;
  return left < piece ? (size_t) left : piece;
}

/* Begin as many reads as there is room for.  */
static void
fill (struct course *course)
{
  struct differ *differ = course->differ;
  while (course->used < course->n)
    {
      if (course->cursor >= course->stretch_end)
        next_stretch (course);
      if (course->cursor >= differ->to)
        return;
      struct pair *pair
          = &course->pairs[(course->first + course->used) % course->n];
      pair->offset = course->cursor;
      pair->len = piece_at_cursor (course);
      pair->skipped = course->skipped;
      course->skipped = 0;
      course->cursor += pair->len;
      course->used++;
      begin_read (course, pair, DIFFER_SOURCE);
      begin_read (course, pair, DIFFER_TARGET);
    }
}

/* ---- comparing ----------------------------------------------------------- */

/* Nothing is to be done for LEN bytes more.  */
static void
advance (struct differ *differ, uint64_t len)
{
  differ->at += len;
  if (differ->moved && len > 0)
    differ->moved (differ->arg, len);
}

/* How much of PAIR, from AT up to LEN, lies in one block of the file.  */
static size_t
block_at (const struct pair *pair, size_t at, size_t len)
{
  size_t block = BLOCK - (pair->offset + at) % BLOCK;
  return block < len - at ? block : len - at;
}

static bool
is_same (const struct pair *pair, size_t at, size_t len)
{
  return memcmp (pair->buf[DIFFER_SOURCE] + at, pair->buf[DIFFER_TARGET] + at,
                 len)
         == 0;
}

/* The first LEN bytes of PAIR are there on both sides.  */
static int
compare (struct differ *differ, const struct pair *pair, size_t len)
{
  if (is_same (pair, 0, len))
    {
      differ->same += len;
      advance (differ, len);
      return 0;
    }
  for (size_t at = 0; at < len;)
    {
      size_t run = block_at (pair, at, len);
      bool same = is_same (pair, at, run);
      while (at + run < len)
        {
          size_t more = block_at (pair, at + run, len);
          if (is_same (pair, at + run, more) != same)
            break;
          run += more;
        }
      int err
          = same ? 0
                 : differ->differs (differ->arg, pair->buf[DIFFER_SOURCE] + at,
                                    run, pair->offset + at);
      if (err != 0)
        return err;
      if (same)
        differ->same += run;
      advance (differ, run);
      at += run;
    }
  return 0;
}

/* What SIDE's read of PAIR came to, once whatever cut it short is dealt with:
   fewer bytes than wanted at the end of the file only; or -errno.  */
static int64_t
read_rest (struct differ *differ, struct pair *pair, enum differ_side side)
{
  int n = pair->op[side].result;
  if (n == -EINTR || n == -EAGAIN)
    n = 0;
  if (n < 0 || (size_t) n == pair->len)
    return n;
  const struct readback_piece piece = {
    .engine = differ->engine,
    .fd = differ->fd[side],
    .buf = pair->buf[side] + n,
    .room = pair->len - n,
    .want = pair->len - n,
    .offset = pair->offset + n,
  };
  int64_t more = readback_piece (&piece);
  return more < 0 ? more : n + more;
}

/* PAIR, the first, is read: compare it.  */
static int
take (struct course *course, struct pair *pair)
{
  struct differ *differ = course->differ;
  int64_t have[DIFFER_SIDES];
  for (enum differ_side side = DIFFER_SOURCE; side < DIFFER_SIDES; side++)
    {
      have[side] = read_rest (differ, pair, side);
      if (have[side] < 0)
        {
          differ->failed = side;
          return (int) have[side];
        }
    }
  differ->same += pair->skipped;
  advance (differ, pair->skipped);
  size_t len = have[DIFFER_SOURCE] < have[DIFFER_TARGET]
                   ? (size_t) have[DIFFER_SOURCE]
                   : (size_t) have[DIFFER_TARGET];
  course->at_end = len < pair->len;
  return compare (differ, pair, len);
}

/* ---- the run ------------------------------------------------------------- */

/* Whether reads are to be queued, and not done one after the other.  */
static bool
worth_queueing (const struct differ *differ)
{
  enum engine_mode mode = engine_mode (differ->engine);
  return !engine_is_polled (differ->engine)
         && (mode == ENGINE_URING
             || (mode == ENGINE_AUTO && differ->may_queue));
}

static void
set_up (struct course *course, struct differ *differ)
{
  unsigned int n = bufpool_count (differ->pool);
  size_t half = bufpool_size (differ->pool) / 2;
  course->differ = differ;
  course->queues = worth_queueing (differ);
  course->n = !course->queues ? 1 : n < PAIRS_MAX ? n : PAIRS_MAX;
  course->first = 0;
  course->used = 0;
  course->piece = half;
  course->cursor = differ->from;
  course->stretch_end = differ->from;
  course->skipped = 0;
  course->at_end = false;
  for (unsigned int i = 0; i < course->n; i++)
    {
      struct pair *pair = &course->pairs[i];
      pair->buf[DIFFER_SOURCE] = bufpool_buffer (differ->pool, i);
      pair->buf[DIFFER_TARGET] = pair->buf[DIFFER_SOURCE] + half;
      pair->pending = 0;
    }
}

/* Wait until nothing of PAIR is in flight.  */
static void
await (struct differ *differ, const struct pair *pair)
{
  while (pair->pending > 0)
    engine_run (differ->engine, true);
}

int
differ_run (struct differ *differ)
{
  struct course course;
  int err = 0;
  set_up (&course, differ);
  differ->at = differ->from;
  differ->same = 0;
  differ->failed = DIFFER_CALLER;
  while (err == 0 && !course.at_end)
    {
      if (differ->stop && differ->stop (differ->arg))
        {
          err = -ECANCELED;
          break;
        }
      fill (&course);
      if (course.used == 0)
        break;
      struct pair *pair = &course.pairs[course.first];
      await (differ, pair);
      err = take (&course, pair);
      course.first = (course.first + 1) % course.n;
      course.used--;
    }
  for (; course.used > 0; course.used--)
    {
      await (differ, &course.pairs[course.first]);
      course.first = (course.first + 1) % course.n;
    }
  if (err == 0 && !course.at_end)
    {
      differ->same += course.skipped;
      advance (differ, course.skipped);
    }
  return err;
}
