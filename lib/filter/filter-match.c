/* Wildcards: whether a text matches a pattern of rsync's.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Time is at most the product of the two lengths: only the last `*' and the
   last `**' before it need be remembered.  What comes between two of them is
   matched as early as can be, which leaves the most for the rest; and a `*'
   that has come to a slash cannot be helped by an earlier one.  */

#include <config.h>

#include "filter/filter.h"

#include <ctype.h>
#include <string.h>

static const struct class
{
  const char *name;
  int (*has) (int c);
} classes[] = {
  { "alnum", isalnum }, { "alpha", isalpha }, { "blank", isblank },
  { "cntrl", iscntrl }, { "digit", isdigit }, { "graph", isgraph },
  { "lower", islower }, { "print", isprint }, { "punct", ispunct },
  { "space", isspace }, { "upper", isupper }, { "xdigit", isxdigit },
};

static const struct class *
find_class (const char *name, size_t len)
{
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
    if (strlen (classes[i].name) == len
        && memcmp (classes[i].name, name, len) == 0)
      return &classes[i];
  return NULL;
}

/* A set "[...]" while it is being read.  */
struct set
{
  const char *at;      /* what is to be read next */
  unsigned char c;     /* the byte that is asked about */
  unsigned char first; /* where a range may begin, or 0 */
  bool has;
  bool broken; /* matches nothing */
};

/* Take a byte of SET that may be escaped, or '\0' at a premature end.  */
static unsigned char
take_byte (struct set *set)
{
  if (*set->at == '\\')
    set->at++;
  unsigned char byte = *set->at;
  if (byte == '\0')
    set->broken = true;
  else
    set->at++;
  return byte;
}

/* Take "[:NAME:]" if that is what comes.  */
static bool
take_class (struct set *set)
{
  if (set->at[0] != '[' || set->at[1] != ':')
    return false;
  const char *name = set->at + 2;
  const char *end = strchr (name, ']');
  if (!end)
    {
      set->broken = true;
      return true;
    }
  if (end == name || end[-1] != ':')
    return false;
  const struct class *class = find_class (name, end - 1 - name);
  set->broken = class == NULL;
  if (class && class->has (set->c))
    set->has = true;
  set->first = '\0';
  set->at = end + 1;
  return true;
}

/* Take the end of a range, if one goes on here.  */
static bool
take_range (struct set *set)
{
  if (set->at[0] != '-' || set->first == '\0' || set->at[1] == '\0'
      || set->at[1] == ']')
    return false;
  set->at++;
  unsigned char last = take_byte (set);
  if (set->first <= set->c && set->c <= last)
    set->has = true;
  set->first = '\0';
  return true;
}

static void
take_single (struct set *set)
{
  set->first = take_byte (set);
  if (set->first == set->c)
    set->has = true;
}

/* Whether C is in the set of which *PATTERN is at the first byte after the
   bracket; move *PATTERN behind the set.  A set that does not end, or that
   names a class there is not, has nothing in it.  */
static bool
match_set (const char **pattern, unsigned char c)
{
  struct set set = { .at = *pattern, .c = c };
  bool negated = *set.at == '!' || *set.at == '^';
  if (negated)
    set.at++;
  /* A bracket that comes first is a member.  */
  do
    {
      if (!take_range (&set) && !take_class (&set))
        take_single (&set);
    }
  while (!set.broken && *set.at != ']');
  if (set.broken)
    return false;
  *pattern = set.at + 1;
  return set.has != negated && c != '/';
}

/* Whether C matches the next part of *PATTERN, which is no asterisk; if so,
   move *PATTERN behind that part.  */
static bool
match_byte (const char **pattern, unsigned char c)
{
  const char *at = *pattern;
  bool matches;
  switch (*at++)
    {
    case '\0':
      return false;
    case '?':
      matches = c != '/';
      break;
    case '[':
      matches = match_set (&at, c);
      break;
    case '\\':
      matches = *at != '\0' && (unsigned char) *at == c;
      at++;
      break;
    default:
      matches = (unsigned char) at[-1] == c;
      break;
    }
  if (matches)
    *pattern = at;
  return matches;
}

/* An asterisk that was passed: what follows it, and where in the text that
   was tried last.  */
struct star
{
  const char *pattern; /* NULL: there is none */
  const char *text;
};

/* Pass the asterisks at PATTERN; what follows is to be tried at TEXT.  */
static const char *
pass_stars (const char *pattern, const char *text, struct star *flat,
            struct star *deep)
{
  bool crosses = pattern[1] == '*';
  pattern += strspn (pattern, "*");
  struct star star = { pattern, text };
  if (crosses)
    *deep = star;
  *flat = crosses ? (struct star) { NULL, NULL } : star;
  return pattern;
}

bool
filter_match (const char *pattern, const char *text, size_t len)
{
  struct star flat = { NULL, NULL };
  struct star deep = { NULL, NULL };
  const char *end = text + len;
  for (;;)
    {
      if (*pattern == '*')
        pattern = pass_stars (pattern, text, &flat, &deep);
      else if (text == end && *pattern == '\0')
        return true;
      else if (text < end && match_byte (&pattern, *text))
        text++;
      else if (flat.pattern && flat.text < end && *flat.text != '/')
        {
          pattern = flat.pattern;
          text = ++flat.text;
        }
      else if (deep.pattern && deep.text < end)
        {
          flat.pattern = NULL;
          pattern = deep.pattern;
          text = ++deep.text;
        }
      else
        return false;
    }
}
