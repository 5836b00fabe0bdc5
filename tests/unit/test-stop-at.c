/* The times that --stop-at takes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include <errno.h>
#include <time.h>

#include "unit.h"
#include "usync-mirror/usync-stop-at.h"

/* A Friday, 2026-11-20 15:30:20.  */
static time_t now;

static time_t
at (int year, int month, int day, int hour, int minute)
{
  struct tm tm = { .tm_year = year - 1900,
                   .tm_mon = month - 1,
                   .tm_mday = day,
                   .tm_hour = hour,
                   .tm_min = minute,
                   .tm_isdst = -1 };
  return mktime (&tm);
}

/* TEXT means that time.  */
static void
means (const char *text, time_t wanted)
{
  time_t got = 0;
  unit_context = text;
  CHECK_EQ (usync_stop_at (text, now, &got), 0);
  CHECK_EQ (got, wanted);
}

static void
fails (const char *text, int err)
{
  time_t got = 1;
  unit_context = text;
  CHECK_EQ (usync_stop_at (text, now, &got), err);
  CHECK_EQ (got, 1);
}

static void
test_whole (void)
{
  means ("2026-12-31T23:59", at (2026, 12, 31, 23, 59));
  means ("2026/12/31T23:59", at (2026, 12, 31, 23, 59));
  means ("26-12-31t23:59", at (2026, 12, 31, 23, 59));
  means ("2027-1-2", at (2027, 1, 2, 0, 0));
  means ("2026-11-20T15:31", at (2026, 11, 20, 15, 31));
}

static void
test_shortened (void)
{
  means ("1-30", at (2027, 1, 30, 0, 0));
  means ("12-1", at (2026, 12, 1, 0, 0));
  means ("11-20", at (2027, 11, 20, 0, 0));
  means ("11-20T16:00", at (2026, 11, 20, 16, 0));
  means ("14:00", at (2026, 11, 21, 14, 0));
  means ("T16:00", at (2026, 11, 20, 16, 0));
  means ("15:30", at (2026, 11, 21, 15, 30));
  means ("1", at (2026, 12, 1, 0, 0));
  means ("31", at (2026, 12, 31, 0, 0));
  means ("20T23:00", at (2026, 11, 20, 23, 0));
  means (":59", at (2026, 11, 20, 15, 59));
  means (":30", at (2026, 11, 20, 16, 30));
  means (":0", at (2026, 11, 20, 16, 0));
  means ("2-29", at (2028, 2, 29, 0, 0));
}

static void
test_wrong (void)
{
  static const char *const wrong[]
      = { "",      "x",     "2026-12-31T", "2026-12-31Tx", "1-2-3-4",
          "13-1",  "0-1",   "1-0",         "32",           "25:00",
          "12:60", "1:2:3", "T",           "12:",          "2026-12-31 23:59",
          "-1",    "1-",    "4-31",        "2-30",         "2T:30",
          "99999" };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    fails (wrong[i], -EINVAL);
  fails ("2026-11-20T15:30", -ERANGE);
  fails ("2026-11-20", -ERANGE);
  fails ("2000-1-1", -ERANGE);
  fails ("25-1-1", -ERANGE);
}

int
main (void)
{
  static const char *const zones[]
      = { "UTC", "America/New_York", "Asia/Tokyo" };
  for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
    {
      setenv ("TZ", zones[i], 1);
      tzset ();
      now = at (2026, 11, 20, 15, 30) + 20;
      test_whole ();
      test_shortened ();
      test_wrong ();
    }
  return unit_end ();
}
