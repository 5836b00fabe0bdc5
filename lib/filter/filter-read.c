/* Filters: files of rules.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A file is read whole and then taken apart: it can be standard input, and it
   is small.  */

#include <config.h>

#include "filter/filter-impl.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "c-ctype.h"

enum
{
  LARGEST_FILE = 64 * 1024 * 1024
};

/* Read all of STREAM.  */
static int
read_stream (FILE *stream, char **ret_text, size_t *ret_len)
{
  char *text = NULL;
  size_t len = 0, room = 0;
  for (;;)
    {
      if (room - len < 2)
        {
          room = room > 0 ? room * 2 : 4096;
          char *larger = room <= LARGEST_FILE ? realloc (text, room) : NULL;
          if (!larger)
            {
              free (text);
              return room <= LARGEST_FILE ? -ENOMEM : -EFBIG;
            }
          text = larger;
        }
      errno = 0;
      size_t n = fread (text + len, 1, room - len - 1, stream);
      len += n;
      if (n > 0)
        continue;
      if (feof (stream))
        break;
      int err = errno != 0 ? -errno : -EIO;
      clearerr (stream);
      if (err == -EINTR)
        continue;
      free (text);
      return err;
    }
  text[len] = '\0';
  *ret_text = text;
  *ret_len = len;
  return 0;
}

int
filter_read_file (const struct filter_reader *reader, const char *name,
                  char **ret_text, size_t *ret_len)
{
  (void) reader;
  if (strcmp (name, "-") == 0)
    return read_stream (stdin, ret_text, ret_len);
  FILE *stream = fopen (name, "re");
  if (!stream)
    return -errno;
  int err = read_stream (stream, ret_text, ret_len);
  fclose (stream);
  return err;
}

/* Whether C ends a rule in READER's file.  */
static bool
ends_rule (const struct filter_reader *reader, char c)
{
  if (reader->flags & FILTER_WORDS)
    return c_isspace (c);
  return reader->filter->from0 ? c == '\0' : c == '\n' || c == '\r';
}

/* The end of the rule at AT, before END.  Of words, a rule may have two: a
   name and a pattern.  */
static char *
find_end (const struct filter_reader *reader, char *at, const char *end)
{
  char *stop = at;
  while (stop < end && !ends_rule (reader, *stop))
    stop++;
  if (!(reader->flags & FILTER_WORDS) || stop == end)
    return stop;
  char separator = *stop;
  *stop = '\0';
  bool goes_on = filter_reader_lacks_pattern (reader, at);
  *stop = goes_on ? ' ' : separator;
  if (!goes_on)
    return stop;
  do
    stop++;
  while (stop < end && !ends_rule (reader, *stop));
  return stop;
}

int
filter_reader_take_all (const struct filter_reader *reader, char *text,
                        size_t len, size_t *ret_line)
{
  const char *end = text + len;
  char separator
      = reader->filter->from0 && !(reader->flags & FILTER_WORDS) ? '\0' : '\n';
  size_t line = 1;
  int err = 0;
  for (char *at = text; at < end && err == 0;)
    {
      char *stop = find_end (reader, at, end);
      char last = *stop;
      *stop = '\0';
      bool is_comment
          = !(reader->flags & FILTER_WORDS) && (*at == '#' || *at == ';');
      *ret_line = line;
      if (*at != '\0' && !is_comment)
        err = filter_reader_take (reader, at);
      line += stop < end && last == separator;
      at = stop + 1;
    }
  return err;
}
