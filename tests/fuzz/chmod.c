/* Fuzz target: --chmod's changes of modes.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Two lists, a line each; the second is added to the first.  */

#include <config.h>

#include <stdlib.h>
#include <sys/stat.h>

#include "mirror/chmod-rules.h"
#include "fuzz.h"

enum
{
  PERMISSIONS = 07777
};

static const mode_t kinds[] = { S_IFREG, S_IFDIR, S_IFIFO, S_IFLNK };

/* What RULES make of the permissions PATTERN of each kind.  */
static void
apply (const struct chmod_rules *rules, mode_t pattern, mode_t *ret_modes)
{
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    {
      mode_t mode = kinds[i] | pattern;
      ret_modes[i] = chmod_rules_apply (rules, mode);
      FUZZ_CHECK ((ret_modes[i] & ~PERMISSIONS) == kinds[i]);
      FUZZ_CHECK (!S_ISLNK (mode) || ret_modes[i] == mode);
    }
}

/* A list that is wrong changes nothing.  */
static void
add (struct chmod_rules **rules, const char *text, mode_t umask)
{
  mode_t before[sizeof kinds / sizeof *kinds];
  mode_t after[sizeof kinds / sizeof *kinds];
  bool had_rules = *rules;
  if (had_rules)
    apply (*rules, 0640, before);
  bool taken = chmod_rules_add (rules, text, umask) == 0;
  if (!*rules)
    return;
  apply (*rules, 0640, after);
  for (size_t i = 0; had_rules && !taken && i < sizeof kinds / sizeof *kinds;
       i++)
    FUZZ_CHECK (before[i] == after[i]);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *first = fuzz_next (&data, &size, '\n');
  char *second = fuzz_next (&data, &size, '\n');
  struct chmod_rules *rules = NULL;
  mode_t modes[sizeof kinds / sizeof *kinds];
  add (&rules, first, 022);
  add (&rules, second, 077);
  for (mode_t pattern = 0; rules && pattern <= PERMISSIONS; pattern += 0111)
    apply (rules, pattern, modes);
  chmod_rules_free (rules);
  free (first);
  free (second);
  return 0;
}
