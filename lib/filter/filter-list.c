/* Lists: the rules of one file in a directory.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter/filter-list.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "engine/calls.h"
#include "filter/filter-impl.h"

enum
{
  /* In bytes.  */
  LARGEST_FILE = 4 * 1024 * 1024
};

struct filter_list *
filter_list_ref (struct filter_list *list)
{
  if (list)
    atomic_fetch_add_explicit (&list->refs, 1, memory_order_relaxed);
  return list;
}

/* Not recursive: there may be one in each directory of a deep tree.  */
void
filter_list_unref (struct filter_list *list)
{
  while (list
         && atomic_fetch_sub_explicit (&list->refs, 1, memory_order_acq_rel)
                == 1)
    {
      struct filter_list *inherited = list->inherited;
      filter_clear (&list->rules);
      free (list);
      list = inherited;
    }
}

/* Open the file NAME in the directory and read it.  What is no regular file
   is as nothing: -ENOENT.  */
static int
read_in_directory (const struct filter_reader *reader, const char *name,
                   char **ret_text, size_t *ret_len)
{
  const struct filter_list_place *place = reader->arg;
  struct engine *engine = place->engine;
  int fd = call_open (engine, place->fd, name, O_RDONLY | O_NONBLOCK, 0);
  if (fd == -ENOTDIR || fd == -ELOOP || fd == -ENXIO)
    return -ENOENT;
  if (fd < 0)
    return fd;
  struct statx stx;
  int err = call_fstatx (engine, fd, &stx);
  if (err == 0 && !S_ISREG (stx.stx_mode))
    err = -ENOENT;
  if (err == 0)
    err = call_read_all (engine, fd, LARGEST_FILE, ret_text, ret_len);
  call_close (engine, fd);
  return err;
}

/* Make a list of TEXT, LEN bytes, by READER, whose filter this sets.  NULL, and
 *RET_ERR 0, if it has no rules.  */
static struct filter_list *
make_list (struct filter_reader *reader, char *text, size_t len, int *ret_err)
{
  const struct filter_list_place *place = reader->arg;
  struct filter_list *list = calloc (1, sizeof *list);
  *ret_err = list ? 0 : -ENOMEM;
  if (!list)
    return NULL;
  atomic_init (&list->refs, 1);
  list->from = place->from;
  list->rules.from0 = place->from0;
  reader->filter = &list->rules;
  size_t line = 0;
  *ret_err = filter_reader_take_all (reader, text, len, &line);
  if (*ret_err < 0 && !reader->trouble->file)
    reader->trouble->line = line;
  if (*ret_err < 0 || (list->rules.count == 0 && !list->rules.cleared))
    {
      filter_list_unref (list);
      return NULL;
    }
  return list;
}

int
filter_list_read (const struct filter_list_place *place,
                  const struct filter_rule *rule, struct filter_list **ret_list,
                  struct filter_trouble *trouble)
{
  struct filter_reader reader = {
    .verdict = rule->flags & FILTER_INCLUDES ? FILTER_INCLUDE : FILTER_EXCLUDE,
    .flags = rule->flags,
    .trouble = trouble,
    .read_file = read_in_directory,
    .arg = place,
  };
  char *text;
  size_t len;
  *ret_list = NULL;
  int err = read_in_directory (&reader, rule->pattern, &text, &len);
  if (err == -ENOENT)
    return 0;
  if (err == 0)
    {
      *ret_list = make_list (&reader, text, len, &err);
      free (text);
    }
  if (err < 0 && !trouble->file)
    trouble->file = strdup (rule->pattern);
  return err;
}
