/* Rates: at most so many bytes a second, for all threads together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "data/rate.h"

#include <time.h>

enum
{
  PIECES_PER_SECOND = 32,
  PIECE_MIN = 4096
};

static const double credit = 0.1; /* seconds that are made up for */
static const double slice = 0.1;  /* seconds between two looks at STOP */

static double
now (void)
{
  struct timespec ts;
  clock_gettime (CLOCK_MONOTONIC, &ts);
  return ts.tv_sec + ts.tv_nsec / 1e9;
}

void
rate_init (struct rate *rate, uint64_t bytes_per_second)
{
  *rate = (struct rate) { .bytes_per_second = bytes_per_second };
  pthread_mutex_init (&rate->lock, NULL);
}

/* Take the time of BYTES, and return when it ends.  */
static double
reserve (struct rate *rate, uint64_t bytes)
{
  pthread_mutex_lock (&rate->lock);
  double earliest = now () - credit;
  if (rate->paid_until < earliest)
    rate->paid_until = earliest;
  rate->paid_until += bytes / rate->bytes_per_second;
  double until = rate->paid_until;
  pthread_mutex_unlock (&rate->lock);
  return until;
}

void
rate_pay (struct rate *rate, uint64_t bytes, bool (*stop) (void *arg),
          void *arg)
{
  double until = reserve (rate, bytes);
  double left;
  while ((left = until - now ()) > 0 && !stop (arg))
    {
      if (left > slice)
        left = slice;
      struct timespec ts = { .tv_nsec = (long) (left * 1e9) };
      nanosleep (&ts, NULL);
    }
}

size_t
rate_piece (const struct rate *rate, size_t most)
{
  double piece = rate->bytes_per_second / PIECES_PER_SECOND;
  if (piece >= most)
    return most;
  size_t len = (size_t) piece - (size_t) piece % PIECE_MIN;
  if (len < PIECE_MIN)
    len = PIECE_MIN;
  return len < most ? len : most;
}
