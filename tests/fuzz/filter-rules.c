/* Fuzz target: rsync's filter rules.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Rules, a line each, up to an empty line.  What follows is at once the file
   that they may merge and the names that they judge, a line each.  */

#include <config.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "filter/filter-impl.h"
#include "fuzz.h"

struct input
{
  const uint8_t *file;
  size_t size;
};

/* A reader's: the rest of the input, whatever the file is called.  */
static int
read_rest (const struct filter_reader *reader, const char *name,
           char **ret_text, size_t *ret_len)
{
  const struct input *input = reader->arg;
  if (strcmp (name, "none") == 0)
    return -ENOENT;
  *ret_text = fuzz_text (input->file, input->size);
  *ret_len = input->size;
  return 0;
}

/* Ask all that can be asked of the LEN bytes in PATH, where every slash may be
   where the directory of a file of rules ends.  */
static void
judge_path (const struct filter *filter, const struct filter_path *path,
            size_t len)
{
  static const unsigned int sides[] = { FILTER_SENDER, FILTER_RECEIVER };
  for (int variant = 0; variant < 8; variant++)
    {
      struct filter_name name = filter_path_name (path, len, variant & 1);
      name.perishing = variant & 2;
      struct filter_question question = {
        .name = &name,
        .side = sides[variant >> 2],
        .unsided_are_senders = filter->delete_excluded,
      };
      enum filter_verdict verdict = filter_ask (filter, &question, 0);
      FUZZ_CHECK (filter->count > 0 || verdict == FILTER_NONE);
      FUZZ_CHECK (filter_ask (filter, &question, 0) == verdict);
      filter_ask (filter, &question, -(ptrdiff_t) path->base_len);
      for (size_t at = 1; at <= len; at++)
        if (name.path[at] == '/')
          filter_ask (filter, &question, (ptrdiff_t) at);
    }
}

static void
judge (const struct filter *filter, const char *text)
{
  static const char base[] = "/home/me";
  struct filter_path path = { .data = NULL };
  text += strspn (text, "/");
  size_t len = strlen (text);
  while (len > 0 && text[len - 1] == '/')
    len--;
  if (len == 0)
    return;
  char *room = filter_path_room_in (&path, base, sizeof base - 1, len);
  if (!room)
    abort ();
  memcpy (room, text, len);
  judge_path (filter, &path, len);
  filter_judge_xattr (filter, FILTER_SENDER, text);
  free (path.data);
}

/* Take the rules at the beginning of the input; *DATA is then behind them.  */
static int
take_rules (struct filter *filter, const uint8_t **data, size_t *size)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  struct input input;
  const struct filter_reader reader = {
    .filter = filter,
    .verdict = FILTER_EXCLUDE,
    .trouble = &trouble,
    .read_file = read_rest,
    .arg = &input,
  };
  const uint8_t *rest = *data;
  for (size_t i = 0; i + 1 < *size && rest == *data; i++)
    if ((*data)[i] == '\n' && (*data)[i + 1] == '\n')
      rest = *data + i + 2;
  input = (struct input) { rest, *size - (size_t) (rest - *data) };
  int err = 0;
  while (err == 0 && *size > 0)
    {
      char *rule = fuzz_next (data, size, '\n');
      bool ends = *rule == '\0';
      if (!ends)
        err = filter_reader_take (&reader, rule);
      free (rule);
      if (ends)
        break;
    }
  FUZZ_CHECK ((err == -EINVAL) == (trouble.fault != FILTER_FAULT_NONE));
  free (trouble.file);
  return err;
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  unsetenv ("CVSIGNORE");
  unsetenv ("HOME");
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct filter filter = { .from0 = size > 0 && data[0] == 0,
                           .delete_excluded = size > 1 && data[size - 1] == 0 };
  if (filter.from0)
    {
      data++;
      size--;
    }
  int err = take_rules (&filter, &data, &size);
  while (err == 0 && size > 0)
    {
      char *name = fuzz_next (&data, &size, '\n');
      judge (&filter, name);
      free (name);
    }
  filter_clear (&filter);
  FUZZ_CHECK (filter.count == 0);
  return 0;
}
