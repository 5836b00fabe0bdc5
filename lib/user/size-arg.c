/* Sizes as rsync takes them from its command line: "1.5m", "2GB-1".

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "user/size-arg.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "c-ctype.h"

/* A number as it was read: WHOLE + PART / PARTS.  */
struct number
{
  uint64_t whole;
  uint64_t part, parts;
  bool has_digits;
  bool too_large;
};

/* Read a number at TEXT, and return what follows it.  */
static const char *
take_number (const char *text, struct number *number)
{
  enum
  {
    PARTS_MAX = 1000000000
  };
  *number = (struct number) { .parts = 1 };
  for (; c_isdigit (*text); text++)
    {
      number->has_digits = true;
      number->too_large
          |= __builtin_mul_overflow (number->whole, 10, &number->whole);
      number->too_large |= __builtin_add_overflow (number->whole, *text - '0',
                                                   &number->whole);
    }
  if (*text != '.')
    return text;
  for (text++; c_isdigit (*text); text++)
    {
      number->has_digits = true;
      if (number->parts == PARTS_MAX)
        continue;
      number->part = number->part * 10 + (*text - '0');
      number->parts *= 10;
    }
  return text;
}

/* Read a unit at TEXT, if there is one, else take LETTER; return what follows
   it.  *RET_BYTES is 0 for no unit at all.  */
static const char *
take_unit (const char *text, char letter, uint64_t *ret_bytes)
{
  static const char letters[] = "bkmgtp";
  uint64_t step = 1024;
  if (c_isalpha (*text))
    {
      letter = *text++;
      if (strncasecmp (text, "ib", 2) == 0)
        text += 2;
      else if (c_tolower (*text) == 'b')
        {
          step = 1000;
          text++;
        }
    }
  *ret_bytes = 0;
  const char *found = strchr (letters, c_tolower (letter));
  if (!found)
    return text;
  *ret_bytes = 1;
  for (ptrdiff_t i = found - letters; i > 0; i--)
    *ret_bytes *= step;
  return text;
}

int
size_arg_parse (const char *text, char unit, uint64_t *ret_size)
{
  struct number number;
  uint64_t bytes, size;
  text = take_number (text, &number);
  text = take_unit (text, unit, &bytes);
  bool one_more = strcmp (text, "+1") == 0;
  bool one_less = strcmp (text, "-1") == 0;
  if (!number.has_digits || bytes == 0
      || (*text != '\0' && !one_more && !one_less))
    return -EINVAL;
  /* Below the unit, which is 2^50 at the most, and below 2^30 parts.  */
  uint64_t part = (uint64_t) ((long double) number.part * bytes / number.parts);
  if (number.too_large || __builtin_mul_overflow (number.whole, bytes, &size)
      || __builtin_add_overflow (size, part + one_more, &size)
      || (one_less && size == 0))
    return -ERANGE;
  *ret_size = size - one_less;
  return 0;
}
