/* Filters: rules from a command line or a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
filter_parse (struct filter *filter, enum filter_verdict verdict,
              const char *text)
{
  if (strcmp (text, "!") == 0)
    {
      filter_clear (filter);
      return 0;
    }
  if (*text == '\0')
    return 0;
  bool is_signed = (text[0] == '-' || text[0] == '+') && text[1] == ' ';
  if (is_signed)
    {
      verdict = text[0] == '-' ? FILTER_EXCLUDE : FILTER_INCLUDE;
      text += 2;
    }
  return *text == '\0' ? -EINVAL
                       : filter_add (filter, verdict, text, strlen (text));
}

/* Parse LINE.  A carriage return ends a rule as well as a newline.  */
static int
parse_line (struct filter *filter, enum filter_verdict verdict, char *line)
{
  int err = 0;
  char *rest = line;
  char *text;
  while (err == 0 && (text = strsep (&rest, "\r\n")))
    if (*text != '#' && *text != ';')
      err = filter_parse (filter, verdict, text);
  return err;
}

static int
read_lines (struct filter *filter, enum filter_verdict verdict, FILE *stream,
            size_t *ret_line)
{
  int err = 0;
  char *line = NULL;
  size_t size = 0;
  size_t count = 0;
  errno = 0;
  while (err == 0 && getline (&line, &size, stream) >= 0)
    {
      count++;
      err = parse_line (filter, verdict, line);
      if (err == -EINVAL)
        *ret_line = count;
      errno = 0;
    }
  if (err == 0 && !feof (stream))
    err = errno != 0 ? -errno : -EIO;
  free (line);
  return err;
}

int
filter_read (struct filter *filter, enum filter_verdict verdict,
             const char *name, size_t *ret_line)
{
  if (strcmp (name, "-") == 0)
    return read_lines (filter, verdict, stdin, ret_line);
  FILE *stream = fopen (name, "re");
  if (!stream)
    return -errno;
  int err = read_lines (filter, verdict, stream, ret_line);
  fclose (stream);
  return err;
}
