/* Runs of zeros in memory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/zeros.h"

#include <string.h>

bool
zeros_all (const void *data, size_t len)
{
  const unsigned char *bytes = data;
  enum
  {
    HEAD = 16
  };

  for (size_t i = 0; i < HEAD; i++)
    {
      if (i == len)
        return true;
      if (bytes[i] != 0)
        return false;
    }

  /* With its head zero, memory that equals itself HEAD bytes further on is
     zero throughout; and memcmp () is as fast as a comparison can be.  */
  return memcmp (bytes, bytes + HEAD, len - HEAD) == 0;
}

size_t
zeros_run (const void *data, size_t len, uint64_t offset, size_t granule,
           bool *ret_zero)
{
  const unsigned char *bytes = data;
  size_t piece = granule - (size_t) (offset % granule);
  size_t run = 0;
  bool zero = false;

  while (run < len)
    {
      if (piece > len - run)
        piece = len - run;
      bool now = zeros_all (bytes + run, piece);
      if (run == 0)
        zero = now;
      else if (now != zero)
        break;
      run += piece;
      piece = granule;
    }
  *ret_zero = zero;
  return run;
}
