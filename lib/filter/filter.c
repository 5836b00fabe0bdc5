/* Filters: rules, and what they say of a name.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "filter/filter-impl.h"

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

/* Make room for MORE rules.  */
static int
make_room (struct filter *filter, size_t more)
{
  size_t needed = filter->count + more;
  if (needed <= filter->room)
    return 0;
  size_t room = filter->room > 0 ? filter->room * 2 : 4;
  if (room < needed)
    room = needed;
  struct filter_rule *rules
      = reallocarray (filter->rules, room, sizeof *filter->rules);
  if (!rules)
    return -ENOMEM;
  filter->rules = rules;
  filter->room = room;
  return 0;
}

/* Note what FILTER has to be given for RULE.  */
static void
note_wants (struct filter *filter, const struct filter_rule *rule)
{
  bool wants_path = rule->place != FILTER_LAST;
  filter->wants_path |= wants_path;
  filter->wants_absolute |= wants_path && rule->flags & FILTER_ABSOLUTE;
  filter->has_files |= (rule->flags & FILTER_PER_DIRECTORY) != 0;
  filter->has_xattrs |= (rule->flags & FILTER_XATTR) != 0;
}

int
filter_add (struct filter *filter, enum filter_verdict verdict,
            unsigned int flags, const char *pattern, size_t len)
{
  struct filter_rule rule = { .verdict = verdict, .flags = flags };
  rule.only_directories = len > 1 && pattern[len - 1] == '/';
  rule.len = len - rule.only_directories;
  int err = make_room (filter, 1);
  if (err < 0)
    return err;
  rule.pattern = strndup (pattern, rule.len);
  if (!rule.pattern)
    return -ENOMEM;
  rule.wild = strpbrk (rule.pattern, "*?[") != NULL;
  set_place (&rule);
  note_wants (filter, &rule);
  filter->rules[filter->count++] = rule;
  return 0;
}

int
filter_add_files (struct filter *filter, unsigned int flags, const char *name,
                  size_t len)
{
  struct filter_rule rule = { .flags = flags | FILTER_PER_DIRECTORY };
  const char *slash = memrchr (name, '/', len);
  const char *last = slash ? slash + 1 : name;
  rule.len = name + len - last;
  if (rule.len == 0)
    return -EINVAL;
  int err = make_room (filter, 1);
  if (err < 0)
    return err;
  rule.pattern = strndup (last, rule.len);
  if (slash)
    rule.above = strndup (name, last - name);
  if (!rule.pattern || (slash && !rule.above))
    {
      free (rule.pattern);
      free (rule.above);
      return -ENOMEM;
    }
  note_wants (filter, &rule);
  filter->rules[filter->count++] = rule;
  return 0;
}

int
filter_append (struct filter *filter, struct filter *from)
{
  int err = make_room (filter, from->count);
  if (err < 0)
    return err;
  for (size_t i = 0; i < from->count; i++)
    {
      note_wants (filter, &from->rules[i]);
      filter->rules[filter->count++] = from->rules[i];
    }
  from->count = 0;
  return 0;
}

void
filter_clear (struct filter *filter)
{
  for (size_t i = 0; i < filter->count; i++)
    {
      free (filter->rules[i].pattern);
      free (filter->rules[i].above);
    }
  free (filter->rules);
  *filter = (struct filter) {
    .cleared = true,
    .from0 = filter->from0,
    .delete_excluded = filter->delete_excluded,
  };
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

/* Whether RULE's pattern matches NAME, of which it sees what begins FROM bytes
   further on if it begins with a slash.  */
static bool
matches_pattern (const struct filter_rule *rule, const struct filter_name *name,
                 ptrdiff_t from)
{
  /* The path from its first component on, with the slash behind it where
     that may be matched.  */
  bool absolute = rule->flags & FILTER_ABSOLUTE;
  size_t before = absolute ? name->base_len : 0;
  const char *path = name->path + 1 - before;
  size_t len
      = before + name->len - 1 + (rule->with_contents && name->is_directory);
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
      if (absolute)
        from = 0;
      return from <= (ptrdiff_t) len
             && matches_text (rule, path + from, len - from);
    }
  return false;
}

static bool
matches (const struct filter_rule *rule, const struct filter_name *name,
         ptrdiff_t from)
{
  bool matched = (!rule->only_directories || name->is_directory)
                 && matches_pattern (rule, name, from);
  return matched != ((rule->flags & FILTER_NEGATED) != 0);
}

/* Whether RULE has anything to say to QUESTION.  */
static bool
concerns (const struct filter_rule *rule,
          const struct filter_question *question)
{
  unsigned int sides = rule->flags & FILTER_SIDES;
  if (sides == 0 && question->unsided_are_senders)
    sides = FILTER_SENDER;
  return (sides == 0 || sides & question->side)
         && (!(rule->flags & FILTER_PERISHABLE) || !question->name->perishing)
         && !(rule->flags & FILTER_XATTR) == !question->name->is_xattr;
}

enum filter_verdict
filter_ask (const struct filter *rules, const struct filter_question *question,
            ptrdiff_t from)
{
  for (size_t i = 0; i < rules->count; i++)
    {
      const struct filter_rule *rule = &rules->rules[i];
      enum filter_verdict verdict = FILTER_NONE;
      if (rule->flags & FILTER_PER_DIRECTORY)
        verdict
            = question->files ? question->files (question, rule) : FILTER_NONE;
      else if (concerns (rule, question)
               && matches (rule, question->name, from))
        verdict = rule->verdict;
      if (verdict != FILTER_NONE)
        return verdict;
    }
  return FILTER_NONE;
}

enum filter_verdict
filter_judge (const struct filter *filter, const struct filter_name *name)
{
  struct filter_question question = { .name = name, .side = FILTER_SENDER };
  return filter_ask (filter, &question, 0);
}

enum filter_verdict
filter_judge_xattr (const struct filter *filter, unsigned int side,
                    const char *name)
{
  /* Names have 255 bytes at the most.  */
  char data[512];
  struct filter_path path = { .data = data, .size = sizeof data };
  size_t len = strlen (name);
  if (len + 2 > sizeof data)
    return FILTER_NONE;
  memcpy (filter_path_room (&path, len), name, len);
  struct filter_name asked = filter_path_name (&path, len, false);
  asked.is_xattr = true;
  struct filter_question question = {
    .name = &asked, .side = side, .unsided_are_senders = filter->delete_excluded
  };
  return filter_ask (filter, &question, 0);
}

char *
filter_path_room_in (struct filter_path *path, const char *base,
                     size_t base_len, size_t len)
{
  size_t needed = base_len + len + 2;
  if (needed > path->size)
    {
      char *larger = realloc (path->data, needed * 2);
      if (!larger)
        return NULL;
      path->data = larger;
      path->size = needed * 2;
    }
  if (base_len > 0)
    memcpy (path->data, base, base_len);
  path->base_len = base_len;
  path->data[base_len] = '/';
  path->data[base_len + 1 + len] = '/';
  return path->data + base_len + 1;
}

char *
filter_path_room (struct filter_path *path, size_t len)
{
  return filter_path_room_in (path, NULL, 0, len);
}

struct filter_name
filter_path_name (const struct filter_path *path, size_t len, bool is_directory)
{
  struct filter_name name = { .path = path->data + path->base_len,
                              .len = 1 + len,
                              .base_len = path->base_len,
                              .is_directory = is_directory };
  const char *slash = memrchr (name.path, '/', name.len);
  name.last = slash + 1 - name.path;
  return name;
}

enum filter_verdict
filter_path_judge (const struct filter *filter, const struct filter_path *path,
                   size_t len, bool is_directory)
{
  struct filter_name name = filter_path_name (path, len, is_directory);
  return filter_judge (filter, &name);
}
