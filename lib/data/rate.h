/* Rates: at most so many bytes a second, for all threads together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A token bucket, kept as the moment at which it will be full enough again:
   who has moved bytes pays for them, which puts that moment off, and waits
   until it has come.  So the time that bytes take is right to the byte, and
   what goes ahead of it is at most a piece (rate_piece ()) for each thread.
   What nobody used is made up for only for a tenth of a second.

   A tool makes one and gives it to all by transfer_policy.  */

#ifndef UU_RATE_H
#define UU_RATE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rate
{
  double bytes_per_second;
  double paid_until; /* seconds of CLOCK_MONOTONIC; guarded by lock */
  pthread_mutex_t lock;
};

/* BYTES_PER_SECOND is not 0.  */
void rate_init (struct rate *rate, uint64_t bytes_per_second);

/* Pay for BYTES that were moved: return when they have had their time, or
   when STOP, asked several times a second, says true.  */
void rate_pay (struct rate *rate, uint64_t bytes, bool (*stop) (void *arg),
               void *arg);

/* How many bytes, at most MOST, to move at a time, so that a payment is a
   short wait: a multiple of 4096, or MOST.  */
size_t rate_piece (const struct rate *rate, size_t most);

#endif /* UU_RATE_H */
