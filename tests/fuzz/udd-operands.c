/* Fuzz target: udd's operands.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Operands, a line each.  */

#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "progname.h"
#include "udd-operands.h"

enum
{
  WORDS = 32
};

struct words
{
  char *word[WORDS];
  int count;
};

/* What dd.h counts on.  */
static void
check (const struct udd_options *options)
{
  const struct dd_policy *policy = &options->policy;
  size_t in = policy->input.block_size, out = policy->output.block_size;
  FUZZ_CHECK (in > 0 && in < PTRDIFF_MAX);
  FUZZ_CHECK (out > 0 && out < PTRDIFF_MAX);
  FUZZ_CHECK (policy->skip.bytes < in && policy->count.bytes < in);
  FUZZ_CHECK (policy->seek.bytes < out);
  FUZZ_CHECK (policy->conversion_size > 0
              || !(policy->conv & (DD_BLOCK | DD_UNBLOCK)));
  FUZZ_CHECK (!policy->imaging || policy->imaging == &options->imaging);
}

static void
take (void *arg)
{
  struct words *words = arg;
  static struct udd_options options;
  options = (struct udd_options) { .policy.counts = false };
  suite_init (&options.suite);
  udd_operands_take (&options, words->word, words->count);
  check (&options);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  unsetenv ("URINGUTILS_ENGINE");
  set_program_name ("udd");
  return freopen ("/dev/null", "w", stdout) ? 0 : 1;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct words words = { .count = 0 };
  while (size > 0 && words.count < WORDS)
    words.word[words.count++] = fuzz_next (&data, &size, '\n');
  fuzz_returns (take, &words);
  for (int i = 0; i < words.count; i++)
    free (words.word[i]);
  return 0;
}
