/* Points in time as rsync's --stop-at takes them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-stop-at.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum
{
  ANY = -1
};

/* What TEXT says; ANY where it does not.  */
struct moment
{
  int year, month, day, hour, minute;
};

/* Take up to MOST numbers from *TEXT, of at most four digits each, separated by
   one of SEPARATORS, into PARTS.  Return how many, or -EINVAL.  */
static int
take_numbers (const char **text, const char *separators, int *parts, int most)
{
  int count = 0;
  const char *p = *text;
  do
    {
      size_t digits = strspn (p, "0123456789");
      if (digits < 1 || digits > 4 || count == most)
        return -EINVAL;
      parts[count] = 0;
      for (; digits > 0; digits--)
        parts[count] = parts[count] * 10 + (*p++ - '0');
      count++;
    }
  while (*p != '\0' && strchr (separators, *p) && p++);
  *text = p;
  return count;
}

static int
take_date (const char **text, struct moment *moment)
{
  int parts[3];
  int count = take_numbers (text, "-/", parts, 3);
  if (count < 0)
    return count;
  moment->day = parts[count - 1];
  moment->month = count > 1 ? parts[count - 2] : ANY;
  moment->year = count > 2 ? parts[0] : ANY;
  /* What no month has; what this one has not is found later.  */
  if (moment->day < 1 || moment->day > 31 || moment->month == 0
      || moment->month > 12)
    return -EINVAL;
  return 0;
}

static int
take_time (const char *text, struct moment *moment)
{
  int parts[2];
  bool any_hour = *text == ':';
  if (any_hour)
    text++;
  int count = take_numbers (&text, ":", parts, any_hour ? 1 : 2);
  if (count < 0)
    return count;
  if (*text != '\0' || (count == 1 && !any_hour))
    return -EINVAL;
  moment->minute = parts[count - 1];
  moment->hour = any_hour ? ANY : parts[0];
  return moment->hour > 23 || moment->minute > 59 ? -EINVAL : 0;
}

static int
take (const char *text, struct moment *moment)
{
  *moment = (struct moment) { ANY, ANY, ANY, ANY, ANY };
  size_t date = strcspn (text, "Tt");
  bool has_mark = text[date] != '\0';
  if (*text == '\0')
    return -EINVAL;
  if (!has_mark && strchr (text, ':'))
    return take_time (text, moment);
  if (date > 0)
    {
      int err = take_date (&text, moment);
      if (err < 0)
        return err;
    }
  moment->hour = moment->minute = 0;
  if (!has_mark)
    return *text == '\0' ? 0 : -EINVAL;
  if (*text != 'T' && *text != 't')
    return -EINVAL;
  int err = take_time (text + 1, moment);
  /* A day's any hour is none in particular.  */
  return err < 0 ? err : date > 0 && moment->hour == ANY ? -EINVAL : 0;
}

/* The STEPth moment from NOW on that may fit: one that does, or that is no date
   at all.  */
static struct tm
candidate (const struct moment *moment, const struct tm *now, int step)
{
  struct tm tm = { .tm_isdst = -1 };
  tm.tm_year = moment->year == ANY ? now->tm_year : moment->year - 1900;
  tm.tm_mon = moment->month == ANY ? now->tm_mon : moment->month - 1;
  tm.tm_mday = moment->day == ANY ? now->tm_mday : moment->day;
  tm.tm_hour = moment->hour == ANY ? now->tm_hour : moment->hour;
  tm.tm_min = moment->minute;
  if (moment->day == ANY)
    *(moment->hour == ANY ? &tm.tm_hour : &tm.tm_mday) += step;
  else if (moment->month == ANY)
    tm.tm_mon += step;
  else if (moment->year == ANY)
    tm.tm_year += step;
  return tm;
}

/* Whether TM, once in order, is still what was asked for: a 31st of April has
   become a 1st of May.  */
static bool
fits (const struct moment *moment, const struct tm *tm)
{
  return (moment->day == ANY || moment->day == tm->tm_mday)
         && (moment->month == ANY || moment->month - 1 == tm->tm_mon)
         && (moment->hour == ANY || moment->hour == tm->tm_hour)
         && moment->minute == tm->tm_min;
}

int
usync_stop_at (const char *text, time_t now, time_t *ret_time)
{
  enum
  {
    STEPS = 12 /* a 29th of February comes within eight years */
  };
  struct moment moment;
  struct tm local;
  int err = take (text, &moment);
  if (err < 0)
    return err;
  if (!localtime_r (&now, &local))
    return -ERANGE;
  if (moment.year != ANY && moment.year < 100)
    moment.year += (local.tm_year + 1900) / 100 * 100;
  err = -EINVAL;
  for (int step = 0; step < STEPS; step++)
    {
      struct tm tm = candidate (&moment, &local, step);
      time_t time = mktime (&tm);
      if (time == (time_t) -1 || !fits (&moment, &tm))
        continue;
      if (time > now)
        {
          *ret_time = time;
          return 0;
        }
      err = -ERANGE;
    }
  return err;
}
