/* Rates and the sizes that say them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "data/rate.h"
#include "unit.h"
#include "user/size-arg.h"

static double
now (void)
{
  struct timespec ts;
  clock_gettime (CLOCK_MONOTONIC, &ts);
  return ts.tv_sec + ts.tv_nsec / 1e9;
}

static bool
never (void *arg)
{
  (void) arg;
  return false;
}

static bool
at_third_look (void *arg)
{
  return ++*(int *) arg == 3;
}

static void *
pay_ten_times (void *arg)
{
  for (int i = 0; i < 10; i++)
    rate_pay (arg, 1000, never, NULL);
  return NULL;
}

/* Four threads pay for 40,000 bytes at 100,000 a second.  */
static void
test_threads (void)
{
  enum
  {
    THREADS = 4
  };
  pthread_t threads[THREADS];
  struct rate rate;
  rate_init (&rate, 100000);
  double start = now ();
  for (int i = 0; i < THREADS; i++)
    if (pthread_create (&threads[i], NULL, pay_ten_times, &rate) != 0)
      unit_die ("pthread_create");
  for (int i = 0; i < THREADS; i++)
    pthread_join (threads[i], NULL);
  double seconds = now () - start;
  CHECK (seconds > 0.28);
  CHECK (seconds < 5);
}

/* What was not used is not made up for, but for a tenth of a second.  */
static void
test_credit (void)
{
  struct rate rate;
  rate_init (&rate, 1000);
  rate_pay (&rate, 1, never, NULL);
  struct timespec pause = { .tv_nsec = 300000000 };
  nanosleep (&pause, NULL);
  double start = now ();
  rate_pay (&rate, 300, never, NULL);
  CHECK (now () - start > 0.18);
}

static void
test_stop (void)
{
  struct rate rate;
  int looks = 0;
  rate_init (&rate, 512);
  double start = now ();
  rate_pay (&rate, UINT64_MAX, at_third_look, &looks);
  CHECK_EQ (looks, 3);
  CHECK (now () - start < 10);
}

static void
test_pieces (void)
{
  struct rate rate;
  rate_init (&rate, 512);
  CHECK_EQ (rate_piece (&rate, 1 << 20), 4096);
  CHECK_EQ (rate_piece (&rate, 100), 100);
  rate_init (&rate, 1000000);
  CHECK_EQ (rate_piece (&rate, 1 << 20), 28672);
  rate_init (&rate, UINT64_MAX);
  CHECK_EQ (rate_piece (&rate, 1 << 20), 1 << 20);
}

static const struct
{
  const char *text;
  uint64_t bytes;
} sizes[] = {
  { "0", 0 },
  { "1", 1024 },
  { "100", 102400 },
  { "1.5", 1536 },
  { ".5", 512 },
  { "1.", 1024 },
  { "512b", 512 },
  { "512B", 512 },
  { "1.5m", 1572864 },
  { "1.5mb", 1500000 },
  { "1.5MB-1", 1499999 },
  { "2MiB", 2097152 },
  { "2mIB+1", 2097153 },
  { "1g", 1073741824 },
  { "1T", UINT64_C (1) << 40 },
  { "1PB", UINT64_C (1000000000000000) },
  { "1k+1", 1025 },
  { "1-1", 1023 },
  { "0.000000001p", 1125899 },
  { "16383p", UINT64_C (16383) << 50 },
};

static const char *const bad_sizes[]
    = { "",      "k",    ".",   "x",  "1x",  "-1",    "+1",   "1e3", "1kx",
        "1kib0", "1kbb", "1 k", " 1", "1+2", "1k+1k", "0x10", "1i" };

static const char *const large_sizes[]
    = { "16384p", "99999999999999999999", "18446744073709551615", "0-1" };

static void
test_sizes (void)
{
  uint64_t bytes;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    {
      unit_context = sizes[i].text;
      CHECK_EQ (size_arg_parse (sizes[i].text, 'K', &bytes), 0);
      CHECK (bytes == sizes[i].bytes);
    }
  for (size_t i = 0; i < sizeof bad_sizes / sizeof *bad_sizes; i++)
    {
      unit_context = bad_sizes[i];
      CHECK_EQ (size_arg_parse (bad_sizes[i], 'K', &bytes), -EINVAL);
    }
  for (size_t i = 0; i < sizeof large_sizes / sizeof *large_sizes; i++)
    {
      unit_context = large_sizes[i];
      CHECK_EQ (size_arg_parse (large_sizes[i], 'K', &bytes), -ERANGE);
    }
  unit_context = "";
}

int
main (void)
{
  test_threads ();
  test_credit ();
  test_stop ();
  test_pieces ();
  test_sizes ();
  return unit_end ();
}
