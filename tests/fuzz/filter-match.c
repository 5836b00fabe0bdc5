/* Fuzz target: wildcards.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   A pattern and a text, a line each.  Where there is no set in the pattern and
   neither is long, the answer is that of a slower and simpler way.  */

#include <config.h>

#include <stdlib.h>
#include <string.h>

#include "filter/filter.h"
#include "fuzz.h"

enum
{
  LONGEST = 40 /* of what is asked for in both ways */
};

/* What was found out about the ends of a pattern and a text.  */
static struct
{
  const char *pattern, *text;
  size_t text_len;
  char known[LONGEST + 1][LONGEST + 1]; /* 0, 'y' or 'n' */
} asked;

static bool matches_from (size_t p, size_t t);

/* The same for what begins with asterisks.  */
static bool
matches_stars (size_t p, size_t t)
{
  size_t stars = strspn (asked.pattern + p, "*");
  for (;; t++)
    {
      if (matches_from (p + stars, t))
        return true;
      if (t == asked.text_len || (stars == 1 && asked.text[t] == '/'))
        return false;
    }
}

static bool
find_out (size_t p, size_t t)
{
  char want = asked.pattern[p];
  if (want == '*')
    return matches_stars (p, t);
  if (want == '\0' || t == asked.text_len)
    return want == '\0' && t == asked.text_len;
  if (want == '?')
    return asked.text[t] != '/' && matches_from (p + 1, t + 1);
  if (want == '\\')
    want = asked.pattern[++p];
  return want != '\0' && want == asked.text[t] && matches_from (p + 1, t + 1);
}

/* Whether the pattern from P on matches the text from T on.  */
static bool
matches_from (size_t p, size_t t)
{
  char *known = &asked.known[p][t];
  if (*known == 0)
    *known = find_out (p, t) ? 'y' : 'n';
  return *known == 'y';
}

static void
check_simply (const char *pattern, const char *text, bool matched)
{
  memset (&asked, 0, sizeof asked);
  asked.pattern = pattern;
  asked.text = text;
  asked.text_len = strlen (text);
  FUZZ_CHECK (matches_from (0, 0) == matched);
}

/* A text with each of its bytes escaped matches it, and nothing longer.  */
static void
check_escaped (const char *text)
{
  size_t len = strlen (text);
  char *pattern = malloc (2 * len + 1);
  if (!pattern)
    abort ();
  for (size_t i = 0; i < len; i++)
    {
      pattern[2 * i] = '\\';
      pattern[2 * i + 1] = text[i];
    }
  pattern[2 * len] = '\0';
  FUZZ_CHECK (filter_match (pattern, text, len));
  FUZZ_CHECK (len == 0 || !filter_match (pattern, text, len - 1));
  free (pattern);
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *pattern = fuzz_next (&data, &size, '\n');
  char *text = fuzz_next (&data, &size, '\n');
  bool matched = filter_match (pattern, text, strlen (text));
  if (!strchr (pattern, '[') && strlen (pattern) <= LONGEST
      && strlen (text) <= LONGEST)
    check_simply (pattern, text, matched);
  check_escaped (text);
  free (pattern);
  free (text);
  return 0;
}
