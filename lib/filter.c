/* Filters: rules, and what they say of a name.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Find out what RULE's pattern is to be held against.  */
static void
set_place (struct filter_rule *rule)
{
  const char *pattern = rule->pattern;
  bool deep = rule->wild && strstr (pattern, "**") != NULL;
  for (const char *at = pattern; *at; at++)
    rule->slashes += *at == '/';
  if (pattern[0] == '/')
    rule->place = FILTER_TOP;
  else if (deep)
    rule->place
        = strncmp (pattern, "**", 2) == 0 ? FILTER_SLASH : FILTER_ANYWHERE;
  else
    rule->place = rule->slashes > 0 ? FILTER_TAIL : FILTER_LAST;
  rule->with_contents
      = deep && rule->len >= 3 && strcmp (pattern + rule->len - 3, "***") == 0;
  if (rule->place == FILTER_TOP)
    memmove (rule->pattern, pattern + 1, rule->len--);
}

static int
make_room (struct filter *filter)
{
  if (filter->count < filter->room)
    return 0;
  size_t room = filter->room > 0 ? filter->room * 2 : 16;
  struct filter_rule *rules
      = reallocarray (filter->rules, room, sizeof *filter->rules);
  if (!rules)
    return -ENOMEM;
  filter->rules = rules;
  filter->room = room;
  return 0;
}

int
filter_add (struct filter *filter, enum filter_verdict verdict,
            const char *pattern, size_t len)
{
  struct filter_rule rule = { .verdict = verdict };
  rule.only_directories = len > 1 && pattern[len - 1] == '/';
  rule.len = len - rule.only_directories;
  int err = make_room (filter);
  if (err < 0)
    return err;
  rule.pattern = strndup (pattern, rule.len);
  if (!rule.pattern)
    return -ENOMEM;
  rule.wild = strpbrk (rule.pattern, "*?[") != NULL;
  set_place (&rule);
  if (rule.place != FILTER_LAST)
    filter->wants_path = true;
  filter->rules[filter->count++] = rule;
  return 0;
}

void
filter_clear (struct filter *filter)
{
  for (size_t i = 0; i < filter->count; i++)
    free (filter->rules[i].pattern);
  free (filter->rules);
  *filter = (struct filter) { .rules = NULL };
}

/* Whether the LEN bytes at TEXT are what RULE wants.  */
static bool
matches_text (const struct filter_rule *rule, const char *text, size_t len)
{
  return rule->wild
             ? filter_match (rule->pattern, text, len)
             : len == rule->len && memcmp (rule->pattern, text, len) == 0;
}

/* Whether RULE matches the end of the LEN bytes at TEXT, in as many
   components as RULE has.  */
static bool
matches_tail (const struct filter_rule *rule, const char *text, size_t len)
{
  unsigned int slashes = rule->slashes;
  const char *at = text + len;
  while (at > text && (at[-1] != '/' || slashes-- > 0))
    at--;
  return (at > text || slashes == 0)
         && matches_text (rule, at, text + len - at);
}

/* Whether RULE matches from the start of the LEN bytes at TEXT, or from
   after any slash in them.  */
static bool
matches_anywhere (const struct filter_rule *rule, const char *text, size_t len)
{
  const char *end = text + len;
  for (;;)
    {
      if (matches_text (rule, text, end - text))
        return true;
      text = memchr (text, '/', end - text);
      if (!text)
        return false;
      text++;
    }
}

static bool
matches (const struct filter_rule *rule, const struct filter_name *name)
{
  if (rule->only_directories && !name->is_directory)
    return false;
  /* The path from its first component on, with the slash behind it where
     that may be matched.  */
  const char *path = name->path + 1;
  size_t len = name->len - 1 + (rule->with_contents && name->is_directory);
  switch (rule->place)
    {
    case FILTER_LAST:
      return matches_text (rule, name->path + name->last,
                           name->len - name->last);
    case FILTER_TAIL:
      return matches_tail (rule, path, len);
    case FILTER_ANYWHERE:
      return matches_anywhere (rule, path, len);
    case FILTER_SLASH:
      return matches_text (rule, path - 1, len + 1);
    case FILTER_TOP:
      return matches_text (rule, path, len);
    }
  return false;
}

enum filter_verdict
filter_judge (const struct filter *filter, const struct filter_name *name)
{
  for (size_t i = 0; i < filter->count; i++)
    if (matches (&filter->rules[i], name))
      return filter->rules[i].verdict;
  return FILTER_NONE;
}

char *
filter_path_room (struct filter_path *path, size_t len)
{
  size_t needed = len + 2;
  if (needed > path->size)
    {
      char *larger = realloc (path->data, needed * 2);
      if (!larger)
        return NULL;
      path->data = larger;
      path->size = needed * 2;
    }
  path->data[0] = '/';
  path->data[1 + len] = '/';
  return path->data + 1;
}

enum filter_verdict
filter_path_judge (const struct filter *filter, const struct filter_path *path,
                   size_t len, bool is_directory)
{
  struct filter_name name
      = { .path = path->data, .len = 1 + len, .is_directory = is_directory };
  const char *slash = memrchr (path->data, '/', name.len);
  name.last = slash + 1 - path->data;
  return filter_judge (filter, &name);
}
