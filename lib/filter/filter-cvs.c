/* Filters: what CVS ignores.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter/filter-impl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* As rsync(1), "--cvs-exclude", has them.  */
static const char ignored[]
    = "RCS SCCS CVS CVS.adm RCSLOG cvslog.* tags TAGS .make.state .nse_depinfo "
      "*~ #* .#* ,* _$* *$ *.old *.bak *.BAK *.orig *.rej .del-* *.a *.olb *.o "
      "*.obj *.so *.exe *.Z *.elc *.ln core .svn/ .git/ .hg/ .bzr/";

/* Add the words of TEXT, and with FLAGS.  */
static int
add_words (const struct filter_reader *reader, unsigned int flags,
           const char *text)
{
  struct filter_reader inner = *reader;
  inner.flags |= flags;
  size_t line;
  char *copy = strdup (text);
  if (!copy)
    return -ENOMEM;
  int err = filter_reader_take_all (&inner, copy, strlen (copy), &line);
  free (copy);
  return err;
}

/* Add the words of $HOME/.cvsignore, where there is one.  */
static int
add_from_home (const struct filter_reader *reader)
{
  const char *home = getenv ("HOME");
  if (!home || *home == '\0')
    return 0;
  char *name = malloc (strlen (home) + sizeof "/.cvsignore");
  if (!name)
    return -ENOMEM;
  stpcpy (stpcpy (name, home), "/.cvsignore");
  char *text;
  size_t len;
  int err = filter_read_file (reader, name, &text, &len);
  if (err == 0)
    {
      err = add_words (reader, 0, text);
      free (text);
    }
  else if (err == -ENOENT || err == -ENOTDIR)
    err = 0;
  else
    reader->trouble->file = strdup (name);
  free (name);
  return err;
}

int
filter_add_cvs (struct filter *filter, enum filter_verdict verdict,
                unsigned int flags, struct filter_trouble *trouble)
{
  /* Apart, as "!" forgets these and no others.  */
  struct filter list = { .rules = NULL };
  struct filter_reader reader
      = { .filter = &list,
          .verdict = verdict,
          .flags = flags | FILTER_PATTERNS | FILTER_WORDS | FILTER_CVS,
          .trouble = trouble };
  const char *variable = getenv ("CVSIGNORE");
  int err = add_words (&reader, FILTER_PERISHABLE, ignored);
  if (err == 0)
    err = add_from_home (&reader);
  if (err == 0 && variable)
    err = add_words (&reader, 0, variable);
  if (err == 0)
    err = filter_append (filter, &list);
  filter_clear (&list);
  return err;
}
