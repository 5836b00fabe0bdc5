/* Cat's plain way: bytes from a file to standard output as they are.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-move.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/stop.h"
#include "cat/cat-claim.h"
#include "cat/cat-io.h"
#include "cat/cat-part.h"
#include "engine/calls.h"

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
  /* What is taken at a time of an input that others may read, too: what cat
     reads at a time.  */
  PIECE = 128 * KIB,
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
  return (from == ENDPOINT_BLOCK && way->input->is_ours)
         || (from == ENDPOINT_FILE && way->left >= CAT_MOVE_LARGE);
}

/* What sendfile gives a local socket comes in small parts, each of which wakes
   its reader: reads and writes are faster there (Linux 6.18).  */
static bool
sendfile_serves (const struct way *way)
{
  const struct cat_move *move = way->move;
  return ((move->output->type == ENDPOINT_SOCKET && !move->output_is_local)
          || move->output_discards)
         && way->input->end.type == ENDPOINT_FILE && way->left >= CAT_MOVE_LARGE
         && !is_special (way);
}

static bool
claim_serves (const struct way *way)
{
  const struct cat_move *move = way->move;
  return move->output->type == ENDPOINT_FILE && !move->output_appends
         && way->input->end.type == ENDPOINT_FILE
         && (way->input->is_ours || !move->direct) && !way->input->is_output
         && way->left >= CAT_MOVE_LARGE;
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

/* One op of KIND, splice or sendfile: up to LEN bytes of the input's OFFSET, or
   OP_CURRENT_OFFSET.  */
static int
move_step (struct way *way, enum op_kind kind, int64_t offset, size_t len)
{
  struct cat_move *move = way->move;
  struct op op;
  op_init (&op, kind, move->output->fd, NULL, NULL);
  op.u.splice.fd_in = way->input->end.fd;
  op.u.splice.offset_in = offset;
  op.u.splice.offset_out = OP_CURRENT_OFFSET;
  op.u.splice.len = len;
  int n = engine_call (move->engine, &op);
  if (n > 0)
    moved (way, (uint64_t) n);
  return n;
}

/* Ops of KIND, until one moves nothing: at the end, and where something is
   wrong.  Return whether that was the end for sure: a fifo has one each time
   that nobody writes to it any more.  */
static bool
move_by (struct way *way, enum op_kind kind)
{
  uint64_t so_far = 0;

  while (!stop_requested ())
    {
      grow_pipe (way, so_far);
      int n = move_step (way, kind, OP_CURRENT_OFFSET, STEP);
      if (n == -EINTR)
        continue;
      if (n <= 0)
        return n == 0 && way->input->end.type == ENDPOINT_PIPE;
      so_far += (uint64_t) n;
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

/* ---- By parts ----------------------------------------------------------- */

/* Move PART from AT on by reads and writes, and give back what cannot be read.
   Return 0 or -errno.  */
static int
move_rest_by_hand (struct way *way, const struct cat_part *part, int64_t at)
{
  struct cat_move *move = way->move;
  struct endpoint *input = &way->input->end;

  *way->ret_side = SIDE_SOURCE;
  int error = get_buffer (way);
  while (error == 0 && at < part->end)
    {
      size_t len = (size_t) (part->end - at);
      len = len < move->buffer_size ? len : move->buffer_size;
      *way->ret_side = SIDE_SOURCE;
      int n = cat_io_read_at (move->engine, input, move->buffer, len, at);
      if (n <= 0)
        {
          error = n;
          break;
        }
      at += n;
      *way->ret_side = SIDE_TARGET;
      error
          = cat_io_write (move->engine, move->output, move->buffer, (size_t) n);
      if (error == 0)
        moved (way, (uint64_t) n);
    }
  /* cat does not go back over what it could not write.  */
  if (at < part->end && *way->ret_side == SIDE_SOURCE)
    cat_part_end (move->engine, input->fd, part, at);
  return error;
}

/* Move PART by ops of KIND, and by hand what these do not move.  Set
 *RET_BY_OPS to whether they moved all.  */
static int
move_part (struct way *way, const struct cat_part *part, enum op_kind kind,
           bool *ret_by_ops)
{
  int64_t at = part->start;

  while (at < part->end && !stop_requested ())
    {
      int n = move_step (way, kind, at, (size_t) (part->end - at));
      if (n == -EINTR)
        continue;
      if (n <= 0)
        break;
      at += n;
    }
  *ret_by_ops = at == part->end;
  return *ret_by_ops ? 0 : move_rest_by_hand (way, part, at);
}

/* The same as move_by () for an input that others may read, too, piece by
   piece.  What comes after the last whole one, or after a piece that the ops
   would not move, is for reads and writes.  */
static int
move_parts_by (struct way *way, enum op_kind kind)
{
  struct cat_move *move = way->move;
  uint64_t position = way->position;
  bool by_ops = true;
  int error = 0;

  grow_pipe (way, 0);
  while (error == 0 && by_ops && position + PIECE <= way->input->end.size)
    {
      struct cat_part part;
      if (cat_part_take (move->engine, way->input->end.fd, PIECE, &part) < 0)
        break;
      error = move_part (way, &part, kind, &by_ops);
      position = (uint64_t) part.end;
    }
  return error;
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

  bool splices = splice_serves (&way);
  enum op_kind kind = splices ? OP_SPLICE : OP_SENDFILE;
  if (splices || sendfile_serves (&way))
    {
      if (input->end.type == ENDPOINT_FILE && !input->is_ours)
        error = move_parts_by (&way, kind);
      else if (move_by (&way, kind))
        return 0;
    }
  if (error < 0)
    return error;
  /* Even where nothing should be left: only a read knows a file's end.  */
  return move_by_hand (&way);
}

void
cat_move_close (struct cat_move *move)
{
  if (move->catches && move->own_output >= 0)
    call_close (move->engine, move->own_output);
  if (move->pool != NULL)
    bufpool_close (move->pool);
  free (move->buffer);
}
