/* The ring of the io_uring engine: its life, and the ops it has.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What engine-uring.c, which decides where an op goes, and uring-ring.c,
   which takes it through the kernel, share.  */

#ifndef UU_URING_RING_H
#define UU_URING_RING_H

#include <liburing.h>

#include "engine/engine-impl.h"

enum ring_state
{
  RING_UNTRIED,
  RING_UP,
  RING_NONE /* refused or broken: plain calls */
};

struct uring_engine
{
  struct engine base;
  struct engine_config config;
  enum ring_state state;
  struct io_uring ring;
  unsigned int depth;
  bool has_buffers;
  bool has_table;
  bool slots[ENGINE_SLOTS]; /* which hold a file */
  unsigned int n_buffers;

  struct op_list chain;
  unsigned int chain_length;
  bool chain_plain;
  struct op_list pending; /* a chain's first op knows its length */
  struct op_list plain;

  struct op *calling; /* what engine_call () waits for, or NULL */

  /* The ops that the kernel has; each knows its place.  */
  struct op **flying;
  unsigned int n_flying;
};

/* The user data of a request that is no op's: nobody waits for it.  */
static const uint64_t URING_NO_OP = 0;

/* Set up a ring by CONFIG.  Where none can be had, be without and return
   -errno; the engine's `why' tells.  */
int uring_start (struct uring_engine *u, const struct engine_config *config);

/* Take the ring down.  Nothing may be in flight.  */
void uring_stop (struct uring_engine *u);

/* Prepare the request for OP, for which there is room.  BEFORE is what it is
   linked to, or NULL.  */
struct io_uring_sqe *uring_add (struct uring_engine *u, struct op *op,
                                const struct op *before);

/* Prepare as many pending chains as there is room for.  */
void uring_feed (struct uring_engine *u);

/* Submit what is prepared and complete what is done; with WAIT, wait for a
   completion first.  Return 0, -EINTR, or -EIO when the ring broke.  */
int uring_turn (struct uring_engine *u, bool wait);

#endif /* UU_URING_RING_H */
