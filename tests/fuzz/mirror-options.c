/* Fuzz target: the command line of usync --mirror.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Words, a line each.  No file is read.  */

#include <config.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "filter/filter-impl.h"
#include "fuzz.h"
#include "progname.h"
#include "usync-mirror/usync-mirror-options.h"

int __wrap_filter_read_file (const struct filter_reader *reader,
                             const char *name, char **ret_text,
                             size_t *ret_len);
int
__wrap_filter_read_file (const struct filter_reader *reader, const char *name,
                         char **ret_text, size_t *ret_len)
{
  return -ENOENT;
}

enum
{
  WORDS = 64
};

struct line
{
  char *word[WORDS + 1];
  int count;
};

static void
parse (void *arg)
{
  struct line *line = arg;
  static struct mirror_options options;
  mirror_options_parse (&options, line->count, line->word);
  FUZZ_CHECK (options.operand_count >= 0
              && options.operand_count < line->count);
  FUZZ_CHECK (options.policy.filter == NULL
              || options.policy.filter == &options.filter);
  mirror_options_free (&options);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  unsetenv ("URINGUTILS_ENGINE");
  unsetenv ("CVSIGNORE");
  unsetenv ("HOME");
  set_program_name ("usync");
  return freopen ("/dev/null", "w", stdout) ? 0 : 1;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const first[] = { "usync", "--mirror" };
  struct line line = { .count = 0 };
  for (size_t i = 0; i < sizeof first / sizeof *first; i++)
    line.word[line.count++] = (char *) first[i];
  while (size > 0 && line.count < WORDS)
    line.word[line.count++] = fuzz_next (&data, &size, '\n');
  line.word[line.count] = NULL;
  fuzz_returns (parse, &line);
  for (int i = sizeof first / sizeof *first; i < line.count; i++)
    free (line.word[i]);
  return 0;
}
