/* --files0-from: names from a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "suite/files0.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "base/stop.h"
#include "user/report.h"
#include "xalloc.h"

struct files0
{
  const char *file;
  FILE *stream;
  char *name;
  size_t size; /* of the memory that NAME is in */
  size_t number;
};

struct files0 *
files0_open (const char *name)
{
  struct files0 *list = xcalloc (1, sizeof *list);
  list->file = name;
  list->stream = strcmp (name, "-") == 0 ? stdin : fopen (name, "re");
  if (list->stream)
    return list;
  int err = errno;
  stop_die ();
  error (EXIT_FAILURE, err, _("cannot open %s for reading"), quoteaf (name));
  return NULL; /* not reached */
}

static void
say_empty (const struct files0 *list)
{
  char format[256];
  snprintf (format, sizeof format, "%%s:%zu: %s", list->number,
            _("invalid zero-length file name"));
  report_error_at (0, format, list->file);
}

char *
files0_next (struct files0 *list)
{
  for (;;)
    {
      errno = 0;
      if (getdelim (&list->name, &list->size, '\0', list->stream) < 0)
        break;
      list->number++;
      if (*list->name != '\0')
        return list->name;
      say_empty (list);
    }
  /* A signal that ends the copy is no read error.  */
  if (!feof (list->stream) && !stop_requested ())
    report_error_at (errno != 0 ? -errno : -EIO, _("%s: read error"),
                     list->file);
  return NULL;
}

void
files0_close (struct files0 *list)
{
  if (!list)
    return;
  if (list->stream != stdin)
    fclose (list->stream);
  free (list->name);
  free (list);
}
