/* Filters: patterns from a command line or a file.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter/filter-impl.h"

#include <errno.h>
#include <stdlib.h>

#include "base/messages.h"

int
filter_parse (struct filter *filter, enum filter_verdict verdict,
              const char *text)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  struct filter_reader reader = { .filter = filter,
                                  .verdict = verdict,
                                  .flags = FILTER_SIGNED,
                                  .trouble = &trouble };
  return *text == '\0' ? 0 : filter_reader_take (&reader, text);
}

int
filter_read (struct filter *filter, enum filter_verdict verdict,
             const char *name, size_t *ret_line)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  struct filter_reader reader = { .filter = filter,
                                  .verdict = verdict,
                                  .flags = FILTER_SIGNED,
                                  .trouble = &trouble };
  char *text;
  size_t len, line;
  int err = filter_read_file (&reader, name, &text, &len);
  if (err < 0)
    return err;
  err = filter_reader_take_all (&reader, text, len, &line);
  if (err == -EINVAL)
    *ret_line = line;
  free (text);
  return err;
}

const char *
filter_fault_text (enum filter_fault fault)
{
  switch (fault)
    {
    case FILTER_FAULT_NONE:
      break;
    case FILTER_FAULT_RULE:
      return _("there is no such filter rule");
    case FILTER_FAULT_MODIFIER:
      return _("the filter rule does not take this modifier");
    case FILTER_FAULT_PATTERN:
      return _("the filter rule has no pattern or file name");
    case FILTER_FAULT_CLEAR:
      return _("nothing may follow the filter rule '!'");
    case FILTER_FAULT_SIDES:
      return _("a filter rule names sides in a file that has them from the"
               " rule that merges it");
    case FILTER_FAULT_MERGED:
      return _("files of filter rules merge each other");
    }
  return "";
}
