/* Fuzz target: --out-format, and how names are shown.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A format, a name, the source's name, a link's text and a sum, a line each,
   of which all but the first two may be missing; then bytes of the file's
   status.  */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "usync-tell/usync-escape.h"
#include "usync-tell/usync-format.h"

static FILE *nowhere;

/* Undo what usync_escape () did to the LEN bytes at TEXT, in place, and return
   how many there are then.  */
static size_t
unescape (char *text, size_t len)
{
  char *to = text;
  for (const char *from = text; from < text + len;)
    if (len - (from - text) >= 5 && from[0] == '\\' && from[1] == '#'
        && strspn (from + 2, "01234567") >= 3)
      {
        *to++ = (char) ((from[2] - '0') * 64 + (from[3] - '0') * 8
                        + (from[4] - '0'));
        from += 5;
      }
    else
      *to++ = *from++;
  return to - text;
}

/* What is shown of NAME has nothing but ASCII that prints, or EIGHT_BIT, and
   can be read back.  */
static void
check_escape (const char *name, bool eight_bit)
{
  char *shown;
  size_t len;
  FILE *stream = open_memstream (&shown, &len);
  if (!stream)
    abort ();
  usync_escape (stream, name, strlen (name), eight_bit);
  fclose (stream);
  for (size_t i = 0; i < len; i++)
    {
      unsigned char c = shown[i];
      FUZZ_CHECK (c >= 0x80 ? eight_bit : c >= ' ' || c == '\t');
    }
  len = unescape (shown, len);
  FUZZ_CHECK (len == strlen (name) && memcmp (shown, name, len) == 0);
  free (shown);
}

static void
write_line (const char *text, const struct mirror_change *change)
{
  struct usync_format format = { .text = text, .sum_length = 32 };
  usync_format_write (nowhere, &format, change);
  format.owner = format.group = true;
  usync_format_write (nowhere, &format, change);
  for (const char *letter = "bBcCfGiLlMnopt%z"; *letter; letter++)
    FUZZ_CHECK (!usync_format_has (text, *letter) || strchr (text, *letter));
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  nowhere = fopen ("/dev/null", "w");
  if (!nowhere)
    abort ();
  return 0;
}

/* An empty line is nothing.  */
static const char *
or_null (const char *line)
{
  return *line != '\0' ? line : NULL;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  enum
  {
    LINES = 5
  };
  char *line[LINES];
  struct statx stx;
  for (int i = 0; i < LINES; i++)
    line[i] = fuzz_next (&data, &size, '\n');
  memset (&stx, 0, sizeof stx);
  if (size > 0)
    memcpy (&stx, data, size < sizeof stx ? size : sizeof stx);
  struct mirror_change change
      = { .action = stx.stx_nlink % (MIRROR_NOTE + 1),
          .differs = stx.stx_ino % (DIFFERS_XATTR << 1),
          .mode = stx.stx_mode,
          .name = line[1],
          .path = or_null (line[2]),
          .link_text = or_null (line[3]),
          .other_name = stx.stx_blocks & 1 ? or_null (line[3]) : NULL,
          .sum = or_null (line[4]),
          .stx = stx.stx_mask & 1 ? &stx : NULL,
          .moved = stx.stx_size };
  write_line (line[0], &change);
  check_escape (line[1], false);
  check_escape (line[1], true);
  for (int i = 0; i < LINES; i++)
    free (line[i]);
  return 0;
}
