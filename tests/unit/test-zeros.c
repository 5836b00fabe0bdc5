/* Runs of zeros, against a byte by byte search.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/zeros.h"
#include "unit.h"

enum
{
  SIZE = 4096
};

static bool
all_zero (const unsigned char *data, size_t len)
{
  for (size_t i = 0; i < len; i++)
    if (data[i] != 0)
      return false;
  return true;
}

/* One byte set, at every place of short and long memory at every
   alignment.  */
static void
test_one_byte (void)
{
  static unsigned char data[64 + 8];

  for (size_t start = 0; start < 8; start++)
    for (size_t len = 0; len <= 64; len++)
      {
        CHECK (zeros_all (data + start, len));
        for (size_t i = 0; i < len; i++)
          {
            data[start + i] = 1;
            CHECK (!zeros_all (data + start, len));
            data[start + i] = 0;
          }
      }
}

/* What zeros_run () must give, granule by granule.  */
static size_t
slow_run (const unsigned char *data, size_t len, uint64_t offset,
          size_t granule, bool *ret_zero)
{
  size_t at = 0;

  while (at < len)
    {
      size_t end = at + granule - (size_t) ((offset + at) % granule);
      if (end > len)
        end = len;
      bool zero = all_zero (data + at, end - at);
      if (at > 0 && zero != *ret_zero)
        break;
      *ret_zero = zero;
      at = end;
    }
  return at;
}

static void
test_runs (void)
{
  static unsigned char data[SIZE];
  static const size_t granules[] = { 1, 7, 64, 512, 4096 };

  srand (7);
  for (int round = 0; round < 500; round++)
    {
      size_t granule = granules[round % 5];
      uint64_t offset = (uint64_t) rand () % 3000;

      memset (data, 0, sizeof data);
      for (int i = rand () % 12; i > 0; i--)
        memset (data + rand () % (SIZE - 400), 1, (size_t) (rand () % 400));
      for (size_t at = 0; at < SIZE;)
        {
          bool zero, slow_zero = false;
          size_t run
              = zeros_run (data + at, SIZE - at, offset + at, granule, &zero);
          size_t slow = slow_run (data + at, SIZE - at, offset + at, granule,
                                  &slow_zero);
          if (!CHECK_EQ (run, slow) || !CHECK_EQ (zero, slow_zero))
            return;
          at += run;
        }
    }
}

int
main (void)
{
  test_one_byte ();
  test_runs ();
  return unit_end ();
}
