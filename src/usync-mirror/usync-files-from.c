/* --files-from: names of what is mirrored, from a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-files-from.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "base/stop.h"
#include "user/report.h"
#include "usync-mirror/usync-exit.h"
#include "xalloc.h"

struct files_from
{
  const char *file;
  FILE *stream;
  bool from0;
  char *line;
  size_t size; /* of the memory that LINE is in */
  char *rest;  /* of the line, where a carriage return ends a name, or NULL */
};

struct files_from *
files_from_open (const char *name, bool from0)
{
  struct files_from *list = xcalloc (1, sizeof *list);
  list->file = name;
  list->from0 = from0;
  list->stream = strcmp (name, "-") == 0 ? stdin : fopen (name, "re");
  if (!list->stream)
    error (USYNC_EXIT_SYNTAX, errno, _("cannot open %s for reading"),
           quoteaf (name));
  return list;
}

/* Whether COMPONENT, LEN bytes, is "..".  */
static bool
is_dotdot (const char *component, size_t len)
{
  return len == 2 && component[0] == '.' && component[1] == '.';
}

void
files_from_clean (char *name)
{
  char *end = name; /* of what is clean; behind a slash if not empty */
  const char *at = name;
  while (*at != '\0')
    {
      size_t len = strcspn (at, "/");
      bool has_slash = at[len] == '/';
      if (is_dotdot (at, len))
        {
          end -= end > name;
          while (end > name && end[-1] != '/')
            end--;
        }
      else if (len > 0)
        {
          memmove (end, at, len + has_slash);
          end += len + has_slash;
        }
      at += len + has_slash;
    }
  if (end == name)
    *end++ = '.';
  *end = '\0';
}

/* The next part of the list that ends as names do, or NULL.  */
static char *
next_part (struct files_from *list)
{
  if (list->rest)
    return strsep (&list->rest, "\r\n");
  errno = 0;
  int delimiter = list->from0 ? '\0' : '\n';
  if (getdelim (&list->line, &list->size, delimiter, list->stream) >= 0)
    {
      list->rest = list->line;
      return list->from0 ? strsep (&list->rest, "") : next_part (list);
    }
  /* A signal that ends the mirror is no read error.  */
  if (!feof (list->stream) && !stop_requested ())
    report_error_at (errno != 0 ? -errno : -EIO, _("%s: read error"),
                     list->file);
  return NULL;
}

const char *
files_from_next (struct files_from *list)
{
  char *name;
  do
    name = next_part (list);
  while (name && (*name == '\0' || *name == '#' || *name == ';'));
  if (name)
    files_from_clean (name);
  return name;
}

void
files_from_close (struct files_from *list)
{
  if (!list)
    return;
  if (list->stream != stdin)
    fclose (list->stream);
  free (list->line);
  free (list);
}
