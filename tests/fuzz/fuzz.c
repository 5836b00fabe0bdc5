/* What fuzz targets share.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
fuzz_failed (const char *condition, const char *file, int line)
{
  fprintf (stderr, "%s:%d: does not hold: %s\n", file, line, condition);
  abort ();
}

void
fuzz_skip (const char *reason)
{
  fprintf (stderr, "SKIP: %s\n", reason);
  _Exit (77);
}

char *
fuzz_text (const uint8_t *data, size_t size)
{
  char *text = malloc (size + 1);
  if (!text)
    abort ();
  if (size > 0)
    memcpy (text, data, size);
  text[size] = '\0';
  return text;
}

char *
fuzz_next (const uint8_t **data, size_t *size, char separator)
{
  const uint8_t *end = *size > 0 ? memchr (*data, separator, *size) : NULL;
  size_t len = end ? (size_t) (end - *data) : *size;
  char *text = fuzz_text (*data, len);
  size_t taken = end ? len + 1 : len;
  *data += taken;
  *size -= taken;
  return text;
}
