/* dd's numbers.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-numbers.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "c-ctype.h"
#include "intprops.h"
#include "quote.h"

/* One factor.  */
struct factor
{
  uint64_t value;
  bool overflow;   /* it is more than VALUE can be */
  const char *end; /* what comes behind it */
};

/* Multiply FACTOR by BASE to the power of EXPONENT.  */
static void
scale (struct factor *factor, unsigned int base, int exponent)
{
  while (exponent-- > 0)
    if (INT_MULTIPLY_WRAPV (factor->value, base, &factor->value))
      {
        factor->overflow = true;
        factor->value = UINT64_MAX;
      }
}

/* Apply the suffix at FACTOR's end, if there is one, and pass over it.  */
static void
take_suffix (struct factor *factor)
{
  static const char powers[] = "KMGTPEZYRQ";
  char c = *factor->end;
  const char *power = c == '\0' ? NULL : strchr (powers, c == 'k' ? 'K' : c);
  if (power)
    {
      int exponent = power - powers + 1;
      const char *more = factor->end + 1;
      /* D for B is as old as it is forgotten, and still taken.  */
      bool decimal = *more == 'B' || *more == 'D';
      bool binary = *more == 'i' && more[1] == 'B';
      scale (factor, decimal ? 1000 : 1024, exponent);
      factor->end += binary ? 3 : decimal ? 2 : 1;
    }
  else if (c == 'b' || c == 'c' || c == 'w')
    {
      scale (factor, c == 'b' ? 512 : c == 'w' ? 2 : 1, 1);
      factor->end++;
    }
}

/* Take what TEXT begins with for a factor.  Return whether it is one.  */
static bool
scan_factor (const char *text, struct factor *ret_factor)
{
  struct factor factor = { .end = text };
  while (c_isspace (*factor.end))
    factor.end++;
  if (*factor.end == '+')
    factor.end++;
  if (c_isdigit (*factor.end))
    for (; c_isdigit (*factor.end); factor.end++)
      {
        scale (&factor, 10, 1);
        if (INT_ADD_WRAPV (factor.value, *factor.end - '0', &factor.value))
          {
            factor.overflow = true;
            factor.value = UINT64_MAX;
          }
      }
  else
    {
      /* A suffix by itself is one of it.  */
      factor.value = 1;
      factor.end = text;
    }
  const char *digits_end = factor.end;
  take_suffix (&factor);
  *ret_factor = factor;
  return digits_end != text || factor.end != text;
}

/* What has been read of a product.  */
struct product
{
  uint64_t value;
  bool overflow, zero;
  int hexadecimals; /* factors that look as if they began one */
};

static void
multiply (struct product *product, const struct factor *factor)
{
  if (factor->value == 0)
    product->zero = true;
  if (factor->overflow
      || INT_MULTIPLY_WRAPV (product->value, factor->value, &product->value))
    product->overflow = true;
}

int
udd_number_parse (const char *text, uint64_t *ret_number)
{
  struct product product = { .value = 1 };
  const char *rest = text;
  for (;;)
    {
      struct factor factor;
      if (!scan_factor (rest, &factor))
        return -EINVAL;
      product.hexadecimals += rest[0] == '0' && rest[1] == 'x';
      multiply (&product, &factor);
      const char *end = factor.end;
      if (*end == 'B' && end[-1] != 'B')
        end++;
      if (*end == '\0')
        break;
      if (*end != 'x' || (end[-1] == 'B' && strchr (end, 'B')))
        return rest == text && factor.value > INT64_MAX ? -EOVERFLOW : -EINVAL;
      rest = end + 1;
    }
  if (product.zero)
    product.value = 0;
  else if (product.overflow || product.value > INT64_MAX)
    return -EOVERFLOW;
  while (product.hexadecimals-- > 0)
    error (0, 0,
           _("warning: %s is a zero multiplier; use %s if that is intended"),
           quote_n (0, "0x"), quote_n (1, "00x"));
  *ret_number = product.value;
  return 0;
}
