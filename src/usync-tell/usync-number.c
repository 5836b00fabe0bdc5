/* Numbers as rsync writes them: plain, with separators, or in units.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-number.h"

#include <inttypes.h>
#include <string.h>

/* What stands between groups of digits: what is no decimal point.  */
static char
separator (void)
{
  return localeconv ()->decimal_point[0] == ',' ? '.' : ',';
}

/* Put separators among the digits that BUF begins with.  */
static void
group (char *buf)
{
  size_t digits = strspn (buf, "0123456789");
  char mark = separator ();
  for (size_t left = digits; left > 3;)
    {
      left -= 3;
      memmove (buf + left + 1, buf + left, strlen (buf + left) + 1);
      buf[left] = mark;
    }
}

/* Write N in the largest unit of which there is one; return false if that
   is 1.  */
static bool
write_in_units (double n, int unit, char *buf)
{
  static const char letters[] = "KMGTP";
  if (n < unit)
    return false;
  int i = 0;
  for (n /= unit; n >= unit && letters[i + 1]; i++)
    n /= unit;
  snprintf (buf, NUMBER_SIZE, "%.2f%c", n, letters[i]);
  return true;
}

static int
unit_of (int level)
{
  return level >= NUMBER_BINARY ? 1024 : 1000;
}

const char *
usync_number (uint64_t n, int level, char *buf)
{
  if (level >= NUMBER_DECIMAL && write_in_units (n, unit_of (level), buf))
    return buf;
  snprintf (buf, NUMBER_SIZE, "%ju", (uintmax_t) n);
  if (level > NUMBER_PLAIN)
    group (buf);
  return buf;
}

const char *
usync_number_real (double x, int decimals, int level, char *buf)
{
  if (level >= NUMBER_DECIMAL && x >= 1000
      && write_in_units (x, unit_of (level), buf))
    return buf;
  snprintf (buf, NUMBER_SIZE, "%.*f", decimals, x < 1e15 ? x : 1e15);
  if (level > NUMBER_PLAIN)
    group (buf);
  return buf;
}
