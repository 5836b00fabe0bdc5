/* Zeros: find the runs of zero bytes that may become holes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Pure functions over memory, used by the pipeline for sparse=always.  */

#ifndef UU_ZEROS_H
#define UU_ZEROS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether the LEN bytes at DATA are all zero.  True for none.  */
bool zeros_all (const void *data, size_t len);

/* The length of the longest start of the LEN bytes at DATA, which lie at
   file position OFFSET, that is all zero or all data when looked at in
   granules: whole multiples of GRANULE in the file, and what is left of
   one at either end.  A granule with one byte set is data.  LEN is above
   zero, and so is the result.  Set *RET_ZERO to which of the two it is.  */
size_t zeros_run (const void *data, size_t len, uint64_t offset, size_t granule,
                  bool *ret_zero);

#endif /* UU_ZEROS_H */
