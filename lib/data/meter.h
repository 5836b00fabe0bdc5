/* Meters: what a copy has done so far, counted per thread.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Each worker counts in a meter of its own; the progress line and --stats
   add them up whenever they like.  The counts are atomic so that they may,
   and relaxed because nobody decides by them.  */

#ifndef UU_METER_H
#define UU_METER_H

#include <stdatomic.h>
#include <stdint.h>

#include "data/transfer.h"

enum
{
  METER_METHODS = TRANSFER_INLINE + 1
};

struct meter
{
  atomic_ullong files;  /* regular files done */
  atomic_ullong others; /* links, devices, ... done */
  atomic_ullong directories;
  atomic_ullong bytes; /* of files' contents, holes included */
  atomic_ullong by_method[METER_METHODS]; /* files */
  atomic_ullong
      skipped_files; /* not to be copied, as what stands there is to */
  atomic_ullong skipped_bytes;  /*   stay: -u, -n, -i, --resume */
  atomic_ullong verified_files; /* read back from the medium, and found the */
  atomic_ullong verified_bytes; /*   same; bytes as they are read */
};

static inline void
meter_add (atomic_ullong *count, uint64_t n)
{
  /* One writer: no need for a locked addition.  */
  atomic_store_explicit (count,
                         atomic_load_explicit (count, memory_order_relaxed) + n,
                         memory_order_relaxed);
}

static inline uint64_t
meter_get (const atomic_ullong *count)
{
  return atomic_load_explicit ((atomic_ullong *) count, memory_order_relaxed);
}

#endif /* UU_METER_H */
