/* What this kernel's io_uring can do.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "engine/uring-probe.h"
#include "engine/uring-sqe.h"

#include <stdatomic.h>
#include <stdlib.h>

/* The kinds the ring does, one bit each, and KNOWN.  Threads that probe at
   the same time all find the same, so that no lock is needed.  */
static _Atomic uint64_t known_kinds;
static const uint64_t KNOWN = (uint64_t) 1 << 63;

_Static_assert(OP_KINDS < 63, "one bit per kind");

/* The interface numbers opcodes with 8 bits.  */
enum
{
  PROBE_OPS = 256
};

int
uring_probe (struct io_uring *ring)
{
  union
  {
    struct io_uring_probe probe;
    char room[sizeof (struct io_uring_probe)
              + PROBE_OPS * sizeof (struct io_uring_probe_op)];
  } answer = { .room = { 0 } };

  if ((atomic_load (&known_kinds) & KNOWN) != 0)
    return 0;
  int r = io_uring_register_probe (ring, &answer.probe, PROBE_OPS);
  if (r < 0)
    return r;

  uint64_t found = KNOWN;
  for (int kind = 0; kind < OP_KINDS; kind++)
    if (uring_probe_has (&answer.probe, kind))
      found |= (uint64_t) 1 << kind;
  atomic_store (&known_kinds, found);
  return 0;
}

bool
uring_can (enum op_kind kind)
{
  return (atomic_load_explicit (&known_kinds, memory_order_relaxed) >> kind)
         & 1;
}
