/* What those share who read rules, and those who judge by them.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   See filter.h.  */

#ifndef UU_FILTER_IMPL_H
#define UU_FILTER_IMPL_H

#include "filter/filter.h"

/* Rules on their way into a filter.  */
struct filter_reader
{
  struct filter *filter;
  enum filter_verdict verdict; /* of a pattern without a sign */
  unsigned int flags;          /* what the rule that named the file says */
  unsigned int depth;          /* files that merge files */
  struct filter_trouble *trouble;

  /* Read the file NAME for a rule "merge"; *RET_TEXT is to be freed, and ends
     in a NUL that *RET_LEN does not count.  0 or -errno.  */
  int (*read_file) (const struct filter_reader *reader, const char *name,
                    char **ret_text, size_t *ret_len);
  const void *arg; /* for it */
};

/* Add the rule that TEXT is.  What it merges is read.  */
int filter_reader_take (const struct filter_reader *reader, const char *text);

/* Add the rules in TEXT, which has LEN bytes and a NUL behind them, and is
   changed.  *RET_LINE is the line where it ended.  */
int filter_reader_take_all (const struct filter_reader *reader, char *text,
                            size_t len, size_t *ret_line);

/* Whether TEXT is the beginning of a rule that needs a pattern, and has
   none.  */
bool filter_reader_lacks_pattern (const struct filter_reader *reader,
                                  const char *text);

/* A reader's read_file: a name relative to the working directory, or "-" for
   standard input.  */
int filter_read_file (const struct filter_reader *reader, const char *name,
                      char **ret_text, size_t *ret_len);

/* What RULES say of NAME, by the rules that concern SIDE.  Where FROM is not
   0, the path begins so many bytes further on for rules that begin with a
   slash, or earlier.  FILES is asked about rules for files in directories;
   NULL: they say nothing.  */
struct filter_question
{
  const struct filter_name *name;
  unsigned int side;
  bool unsided_are_senders; /* see filter.h, `delete_excluded' */
  enum filter_verdict (*files) (const struct filter_question *question,
                                const struct filter_rule *rule);
  const void *arg; /* for it */
};
enum filter_verdict filter_ask (const struct filter *rules,
                                const struct filter_question *question,
                                ptrdiff_t from);

#endif /* UU_FILTER_IMPL_H */
