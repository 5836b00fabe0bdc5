/* Claims: a file copied into a part of standard output that is taken before
   it is filled.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "cat-claim.h"

#include <errno.h>
#include <unistd.h>

#include "calls.h"
#include "stop.h"

enum
{
  /* As ucp has it: four chunks, of a size that suits reads and writes, or the
     disk alone.  */
  POOL_BUFFERS = 4,
  CHUNK_SIZE = 512 << 10,
  DIRECT_CHUNK_SIZE = 2 << 20
};

/* What of the output is claimed.  */
struct stretch
{
  int64_t start, end;
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

/* Move the output's position on.  What one process adds to it at a time is
   never given to another (Linux locks it, since 3.14).  */
static int
take (const struct cat_claim *claim, struct stretch *ret_stretch)
{
  struct cat_move *move = claim->move;
  int error = call_seek (move->engine, move->output->fd, (int64_t) claim->len,
                         SEEK_CUR, &ret_stretch->end);
  if (error < 0)
    return error;
  ret_stretch->start = ret_stretch->end - (int64_t) claim->len;
  return 0;
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
      move->policy
          = (struct transfer_policy) { .direct = move->direct,
                                       .nocache = move->nocache,
                                       .preallocate = true,
                                       .ring_from = TRANSFER_RING_FROM };
    }
  return move->pool != NULL ? 0
                            : bufpool_open (POOL_BUFFERS, size, &move->pool);
}

static int
fill (struct cat_claim *claim, const struct stretch *stretch,
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
  transfer->target_offset = (uint64_t) stretch->start;
  transfer->target_is_new = transfer->target.size <= (uint64_t) stretch->start;
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
give_back (const struct cat_claim *claim, const struct stretch *stretch,
           const struct transfer *transfer)
{
  struct cat_move *move = claim->move;
  struct endpoint output;
  int64_t now;
  int64_t end = stretch->start + (int64_t) transfer->copied;

  if (call_seek (move->engine, move->output->fd, 0, SEEK_CUR, &now) < 0
      || now != stretch->end)
    return false;
  call_seek (move->engine, move->output->fd, end, SEEK_SET, &now);
  if (transfer->target_is_new && look_at_output (move, &output) == 0
      && output.size <= (uint64_t) stretch->end)
    call_ftruncate (move->engine, move->output->fd, end);
  return true;
}

/* Where the input ends in a hole, the output has not its length yet.  A byte
   gives it that, where ftruncate () might take from others.  */
static int
give_length (const struct cat_claim *claim, const struct stretch *stretch)
{
  struct cat_move *move = claim->move;
  struct endpoint output;
  int error = look_at_output (move, &output);
  if (error < 0 || output.size >= (uint64_t) stretch->end)
    return error;
  return call_write_all (move->engine, move->output->fd, "", 1,
                         stretch->end - 1);
}

int
cat_claim_file (struct cat_claim *claim)
{
  struct cat_move *move = claim->move;
  struct stretch stretch;
  struct transfer transfer;
  int64_t position;

  claim->failed = SIDE_SOURCE;
  /* Reads and writes will do it, or say what is wrong.  */
  if (get_ready (move) < 0 || take (claim, &stretch) < 0)
    return 0;

  int error = fill (claim, &stretch, &transfer);
  claim->failed = transfer.failed == SIDE_SOURCE ? SIDE_SOURCE : SIDE_TARGET;
  if (error < 0 || transfer.copied < claim->len)
    {
      if (!give_back (claim, &stretch, &transfer) && error == 0)
        {
          claim->failed = SIDE_TARGET;
          error = -EIO;
        }
    }
  else
    {
      claim->failed = SIDE_TARGET;
      error = give_length (claim, &stretch);
    }
  if (error < 0)
    return error;
  claim->failed = SIDE_SOURCE;
  return call_seek (move->engine, claim->input->end.fd,
                    (int64_t) (claim->position + transfer.copied), SEEK_SET,
                    &position);
}
