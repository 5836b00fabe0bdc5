/* Cat's plain way: bytes from a file to standard output as they are.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat-move.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "calls.h"
#include "cat-claim.h"
#include "cat-io.h"
#include "stop.h"

enum
{
  KIB = 1 << 10,
  MIB = 1 << 20,

  /* What is read at a time.  It should stay in the processor's cache on its
     way, but larger writes to a file make larger folios, which are cheaper;
     and with O_DIRECT there is no cache, and nothing is read ahead.  */
  READ_SIZE = 128 * KIB,
  FILE_READ_SIZE = 512 * KIB,
  DIRECT_READ_SIZE = 2 * MIB,
  ALIGNMENT = 4096,

  /* The most that splice () and sendfile () are asked for, and what a pipe is
     made to hold: the most that any user may have.  */
  STEP = 1 * MIB,
  /* What is read ahead of who reads it takes the default of 64 KiB.  */
  PIPE_SIZE = 1 * MIB
};

/* How one file goes.  */
struct way
{
  struct cat_move *move;
  struct cat_input *input;
  uint64_t position; /* of the input when it began; 0 if it has none */
  uint64_t left;     /* what it seems to have from there on */
  enum transfer_side *ret_side;
};

static void
moved (struct way *way, uint64_t bytes)
{
  meter_add (&way->move->meter->bytes, bytes);
}

/* ---- By the kernel ----------------------------------------------------- */

/* Whether the input is kept out of the page cache, or written by O_DIRECT: by
   reads and writes, then.  */
static bool
is_special (const struct way *way)
{
  return way->input->end.direct || way->input->end.cache != CACHE_KEEP;
}

static bool
splice_serves (const struct way *way)
{
  enum endpoint_type from = way->input->end.type;
  if (way->move->output->type != ENDPOINT_PIPE || is_special (way))
    return false;
  if (from == ENDPOINT_PIPE)
    return true;
  return way->input->is_ours
         && (from == ENDPOINT_BLOCK
             || (from == ENDPOINT_FILE && way->left >= CAT_MOVE_LARGE));
}

static bool
sendfile_serves (const struct way *way)
{
  const struct cat_move *move = way->move;
  return (move->output->type == ENDPOINT_SOCKET || move->output_discards)
         && way->input->is_ours && way->input->end.type == ENDPOINT_FILE
         && way->left >= CAT_MOVE_LARGE && !is_special (way);
}

static bool
claim_serves (const struct way *way)
{
  const struct cat_move *move = way->move;
  return move->output->type == ENDPOINT_FILE && !move->output_appends
         && way->input->is_ours && way->input->end.type == ENDPOINT_FILE
         && !way->input->is_output && way->left >= CAT_MOVE_LARGE;
}

/* The pipe is enlarged when there is much to come, and when much has come.  */
static void
grow_pipe (struct way *way, uint64_t so_far)
{
  struct cat_move *move = way->move;
  if (move->grown || move->output->type != ENDPOINT_PIPE
      || (way->left < CAT_MOVE_LARGE && so_far < CAT_MOVE_LARGE))
    return;
  move->grown = true;
  endpoint_grow_pipe (move->output, PIPE_SIZE);
}

/* Ops of KIND, splice or sendfile, until one moves nothing: at the end, and
   where something is wrong.  Return whether that was the end for sure: a fifo
   has one each time that nobody writes to it any more.  */
static bool
move_by (struct way *way, enum op_kind kind)
{
  struct cat_move *move = way->move;
  uint64_t so_far = 0;

  while (!stop_requested ())
    {
      struct op op;
      grow_pipe (way, so_far);
      op_init (&op, kind, move->output->fd, NULL, NULL);
      op.u.splice.fd_in = way->input->end.fd;
      op.u.splice.offset_in = OP_CURRENT_OFFSET;
      op.u.splice.offset_out = OP_CURRENT_OFFSET;
      op.u.splice.len = STEP;
      int n = engine_call (move->engine, &op);
      if (n == -EINTR)
        continue;
      if (n <= 0)
        return n == 0 && way->input->end.type == ENDPOINT_PIPE;
      so_far += (uint64_t) n;
      moved (way, (uint64_t) n);
    }
  return false;
}

/* ---- By reads and writes ------------------------------------------------ */

static int
get_buffer (struct way *way)
{
  struct cat_move *move = way->move;
  if (move->buffer != NULL)
    return 0;
  move->buffer_size = move->chunk_size != 0                 ? move->chunk_size
                      : move->direct                        ? DIRECT_READ_SIZE
                      : move->output->type == ENDPOINT_FILE ? FILE_READ_SIZE
                                                            : READ_SIZE;
  move->buffer_size += ALIGNMENT - 1;
  move->buffer_size -= move->buffer_size % ALIGNMENT;
  move->buffer = aligned_alloc (ALIGNMENT, move->buffer_size);
  return move->buffer != NULL ? 0 : -ENOMEM;
}

static int
move_by_hand (struct way *way)
{
  struct cat_move *move = way->move;
  *way->ret_side = SIDE_SOURCE;
  int error = get_buffer (way);
  if (error < 0)
    return error;

  for (;;)
    {
      *way->ret_side = SIDE_SOURCE;
      int n = cat_io_read (move->engine, &way->input->end, move->buffer,
                           move->buffer_size);
      if (n <= 0)
        return n;
      *way->ret_side = SIDE_TARGET;
      error
          = cat_io_write (move->engine, move->output, move->buffer, (size_t) n);
      if (error < 0)
        return error;
      moved (way, (uint64_t) n);
    }
}

/* ---- One file ----------------------------------------------------------- */

/* Find out how much there seems to be.  Only standard input may stand anywhere
   but at its beginning.  */
static int
look (struct way *way)
{
  const struct endpoint *end = &way->input->end;
  int64_t position = 0;

  if (end->type != ENDPOINT_FILE || end->size == 0)
    return 0;
  if (!way->input->is_ours)
    {
      int error
          = call_seek (way->move->engine, end->fd, 0, SEEK_CUR, &position);
      if (error < 0)
        return error;
    }
  way->position = (uint64_t) position;
  way->left = end->size > way->position ? end->size - way->position : 0;
  return 0;
}

/* As ucp copies.  */
static int
move_by_claim (struct way *way)
{
  struct cat_claim claim = { .move = way->move,
                             .input = way->input,
                             .position = way->position,
                             .len = way->left };
  int error = cat_claim_file (&claim);
  *way->ret_side = claim.failed;
  return error;
}

/* A hint for what is to be read to its end.  */
static void
advise (const struct way *way)
{
  struct op op;
  if (way->left < CAT_MOVE_LARGE)
    return;
  op_init (&op, OP_FADVISE, way->input->end.fd, NULL, NULL);
  op.u.range.flags = POSIX_FADV_SEQUENTIAL;
  engine_call (way->move->engine, &op);
}

int
cat_move_file (struct cat_move *move, struct cat_input *input,
               enum transfer_side *ret_side)
{
  struct way way = { .move = move, .input = input, .ret_side = ret_side };
  int error = look (&way);
  *ret_side = SIDE_SOURCE;
  if (error < 0)
    return error;
  advise (&way);
  if (claim_serves (&way))
    error = move_by_claim (&way);
  if (error < 0)
    return error;

  if (splice_serves (&way) && move_by (&way, OP_SPLICE))
    return 0;
  if (sendfile_serves (&way))
    move_by (&way, OP_SENDFILE);
  /* Even where nothing should be left: only a read knows a file's end.  */
  return move_by_hand (&way);
}

void
cat_move_close (struct cat_move *move)
{
  if (move->pool != NULL)
    bufpool_close (move->pool);
  free (move->buffer);
}
