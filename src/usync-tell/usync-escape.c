/* Names on the terminal as rsync has them: what does not print as \#ooo.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-tell/usync-escape.h"

#include <ctype.h>
#include <langinfo.h>
#include <string.h>
#include <wchar.h>

/* Whether TEXT could be taken for an escape.  */
static bool
looks_escaped (const char *text, size_t len)
{
  return len >= 5 && text[0] == '\\' && text[1] == '#'
         && isdigit ((unsigned char) text[2])
         && isdigit ((unsigned char) text[3])
         && isdigit ((unsigned char) text[4]);
}

/* Whether the locale has no characters beyond ASCII.  What mbrtowc () does
   with other bytes there depends on the C library.  */
static bool
ascii_only (void)
{
  return strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0;
}

/* How many bytes at TEXT are one character that may be shown as it is; 0 if
   the first of them may not.  */
static size_t
shown_length (const char *text, size_t len, bool eight_bit)
{
  unsigned char c = *text;
  if (c < 0x80)
    return (c >= ' ' || c == '\t') && !looks_escaped (text, len);
  if (eight_bit)
    return 1;
  if (ascii_only ())
    return 0;
  mbstate_t state = { 0 };
  wchar_t wide;
  size_t bytes = mbrtowc (&wide, text, len, &state);
  return bytes > len ? 0 : bytes;
}

void
usync_escape (FILE *out, const char *text, size_t len, bool eight_bit)
{
  for (size_t i = 0; i < len;)
    {
      size_t shown = shown_length (text + i, len - i, eight_bit);
      if (shown)
        fwrite (text + i, 1, shown, out);
      else
        fprintf (out, "\\#%03o", (unsigned char) text[i]);
      i += shown ? shown : 1;
    }
}
