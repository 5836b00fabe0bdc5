/* Claims: a file copied into a part of standard output that is taken before
   it is filled.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat/cat-claim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/stop.h"
#include "cat/cat-part.h"
#include "engine/calls.h"

enum
{
  /* As ucp has it: four chunks, of a size that suits reads and writes, or the
     disk alone.  */
  POOL_BUFFERS = 4,
  CHUNK_SIZE = 512 << 10,
  DIRECT_CHUNK_SIZE = 2 << 20
};

/* What the output's length is, in RET_END's `size'.  */
static int
look_at_output (const struct cat_move *move, struct endpoint *ret_end)
{
  struct statx stx;
  int error = call_fstatx (move->engine, move->output->fd, &stx);
  if (error == 0)
    endpoint_from_statx (ret_end, move->output->fd, &stx);
  return error;
}

/* Take what the input has.  What is ours alone needs no taking.  Set CLAIM's
   place and length; the latter is zero where others have taken all.  */
static int
take_input (struct cat_claim *claim, struct cat_part *ret_part)
{
  const struct cat_input *input = claim->input;
  struct engine *engine = claim->move->engine;
  int64_t size = (int64_t) input->end.size;

  if (input->is_ours)
    return 0;
  int error = cat_part_take (engine, input->end.fd, claim->len, ret_part);
  if (error < 0)
    return error;
  /* Others were quicker by some.  */
  if (ret_part->end > size)
    {
      int64_t end = ret_part->start < size ? size : ret_part->start;
      cat_part_end (engine, input->end.fd, ret_part, end);
      ret_part->end = end;
    }
  claim->position = (uint64_t) ret_part->start;
  claim->len = (uint64_t) (ret_part->end - ret_part->start);
  return 0;
}

/* Of the input, COPIED bytes are copied.  Return 0, or -errno when it does not
   stand behind these.  */
static int
leave_input (const struct cat_claim *claim, const struct cat_part *part,
             uint64_t copied)
{
  const struct cat_input *input = claim->input;
  struct engine *engine = claim->move->engine;
  int64_t at = (int64_t) (claim->position + copied);
  int64_t now;

  if (input->is_ours)
    return call_seek (engine, input->end.fd, at, SEEK_SET, &now);
  return copied == claim->len || cat_part_end (engine, input->end.fd, part, at)
             ? 0
             : -EIO;
}

static void
moved (void *arg, uint64_t bytes)
{
  struct cat_move *move = arg;
  meter_add (&move->meter->bytes, bytes);
}

static bool
stopped (void *arg)
{
  (void) arg;
  return stop_requested ();
}

/* O_DIRECT belongs to what is open, and who shares the output could not write
   what is not aligned.  So it is opened once more.  -errno where that is not
   permitted, or /proc is missing: then it is written through the page cache. */
static int
open_own (const struct cat_move *move)
{
  char name[sizeof "/proc/self/fd/" + 12];
  snprintf (name, sizeof name, "/proc/self/fd/%d", move->output->fd);
  return call_open (move->engine, AT_FDCWD, name, O_WRONLY | O_CLOEXEC, 0);
}

static int
get_ready (struct cat_move *move)
{
  size_t size = move->chunk_size != 0 ? move->chunk_size
                : move->direct        ? DIRECT_CHUNK_SIZE
                                      : CHUNK_SIZE;
  if (!move->catches)
    {
      /* What is claimed must not stay behind unfilled.  */
      stop_catch ();
      move->catches = true;
      move->own_output = move->direct ? open_own (move) : -1;
      move->policy
          = (struct transfer_policy) { .direct = move->own_output >= 0,
                                       .nocache = move->nocache,
                                       .preallocate = true,
                                       .ring_from = TRANSFER_RING_FROM };
    }
  return move->pool != NULL ? 0
                            : bufpool_open (POOL_BUFFERS, size, &move->pool);
}

static int
fill (struct cat_claim *claim, const struct cat_part *part,
      struct transfer *transfer)
{
  struct cat_move *move = claim->move;

  /* A transfer turns O_DIRECT on where that can be, and off.  */
  endpoint_set_direct (move->engine, &claim->input->end, false);
  transfer_init (transfer, move->engine, move->pool, &move->policy);
  transfer->source = claim->input->end;
  transfer->source_offset = claim->position;
  int error = look_at_output (move, &transfer->target);
  if (error < 0)
    {
      transfer->failed = SIDE_TARGET;
      return error;
    }
  if (move->own_output >= 0)
    transfer->target.fd = move->own_output;
  transfer->target_offset = (uint64_t) part->start;
  transfer->target_is_new = transfer->target.size <= (uint64_t) part->start;
  transfer->claimed = claim->len;
  transfer->moved = moved;
  transfer->moved_arg = move;
  transfer->stop = stopped;
  return transfer_run (transfer);
}

/* COPIED bytes are all that came, so what was claimed beyond them is given
   back, and what stands there is cut off.  False if others have gone on behind
   it: then there is a gap.  */
static bool
give_back (const struct cat_claim *claim, const struct cat_part *part,
           const struct transfer *transfer)
{
  struct cat_move *move = claim->move;
  struct endpoint output;
  int64_t end = part->start + (int64_t) transfer->copied;

  if (!cat_part_end (move->engine, move->output->fd, part, end))
    return false;
  if (transfer->target_is_new && look_at_output (move, &output) == 0
      && output.size <= (uint64_t) part->end)
    call_ftruncate (move->engine, move->output->fd, end);
  return true;
}

/* Where the input ends in a hole, the output has not its length yet.  A byte
   gives it that, where ftruncate () might take from others.  */
static int
give_length (const struct cat_claim *claim, const struct cat_part *part)
{
  struct cat_move *move = claim->move;
  struct endpoint output;
  int error = look_at_output (move, &output);
  if (error < 0 || output.size >= (uint64_t) part->end)
    return error;
  return call_write_all (move->engine, move->output->fd, "", 1, part->end - 1);
}

/* Copy from the input's part to PART of the output, both of which are taken. */
static int
copy (struct cat_claim *claim, const struct cat_part *part,
      uint64_t *ret_copied)
{
  struct transfer transfer;
  int error = fill (claim, part, &transfer);

  *ret_copied = transfer.copied;
  claim->failed = transfer.failed == SIDE_SOURCE ? SIDE_SOURCE : SIDE_TARGET;
  if (error < 0 || transfer.copied < claim->len)
    {
      if (!give_back (claim, part, &transfer) && error == 0)
        {
          claim->failed = SIDE_TARGET;
          error = -EIO;
        }
      return error;
    }
  claim->failed = SIDE_TARGET;
  return give_length (claim, part);
}

int
cat_claim_file (struct cat_claim *claim)
{
  struct cat_move *move = claim->move;
  struct cat_part from, to;
  uint64_t copied = 0;

  claim->failed = SIDE_SOURCE;
  /* Reads and writes will do it, or say what is wrong.  */
  if (get_ready (move) < 0 || take_input (claim, &from) < 0 || claim->len == 0)
    return 0;
  int error = cat_part_take (move->engine, move->output->fd, claim->len, &to);
  if (error < 0)
    return leave_input (claim, &from, 0);
  error = copy (claim, &to, &copied);
  int leaving = leave_input (claim, &from, copied);
  /* Others may stand behind the end of what has become shorter.  */
  if (error < 0 || leaving == 0 || !claim->input->is_ours)
    return error;
  claim->failed = SIDE_SOURCE;
  return leaving;
}
