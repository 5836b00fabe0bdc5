/* Filters: a rule in rsync's language, from its name to its pattern.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   "NAME[,][MODIFIERS] PATTERN", where NAME is a sign or a word, and an
   underscore does for the space.  What may come depends on the file that the
   rule is in: filter_reader has that.  */

#include <config.h>

#include "filter/filter-impl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "c-ctype.h"

enum
{
  /* What a file's rules have from the rule that names the file.  */
  INHERITED = FILTER_ABSOLUTE | FILTER_PERISHABLE | FILTER_XATTR,

  /* What is to be known of a file in order to read it.  */
  OF_FILES = FILTER_PATTERNS | FILTER_INCLUDES | FILTER_WORDS | FILTER_CVS,

  /* Files that merge files, at the most.  */
  DEPTH_MAX = 16
};

/* A rule whose name and modifiers were read.  */
struct head
{
  enum filter_verdict verdict;
  unsigned int flags;
  bool clears;         /* "!" */
  bool names_side;     /* H, S, P, R: r and s may not follow */
  const char *pattern; /* what comes then */
};

static const struct name
{
  char sign;
  const char *word;
  enum filter_verdict verdict;
  unsigned int flags;
} names[] = {
  { '-', "exclude", FILTER_EXCLUDE, 0 },
  { '+', "include", FILTER_INCLUDE, 0 },
  { '.', "merge", FILTER_EXCLUDE, FILTER_MERGE },
  { ':', "dir-merge", FILTER_EXCLUDE, FILTER_MERGE | FILTER_PER_DIRECTORY },
  { 'H', "hide", FILTER_EXCLUDE, FILTER_SENDER },
  { 'S', "show", FILTER_INCLUDE, FILTER_SENDER },
  { 'P', "protect", FILTER_EXCLUDE, FILTER_RECEIVER },
  { 'R', "risk", FILTER_INCLUDE, FILTER_RECEIVER },
  { '!', "clear", FILTER_NONE, 0 },
};

static bool
ends_name (char c)
{
  return c == '\0' || c == ',' || c == '_' || c_isspace (c);
}

/* Find the name that TEXT begins with, or NULL; *RET_REST is behind it and
   behind its comma.  */
static const struct name *
take_name (const char *text, const char **ret_rest)
{
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    {
      const struct name *name = &names[i];
      size_t len = strlen (name->word);
      if (strncmp (text, name->word, len) != 0 || !ends_name (text[len]))
        len = *text == name->sign ? 1 : 0;
      if (len == 0)
        continue;
      *ret_rest = text + len + (text[len] == ',');
      return name;
    }
  return NULL;
}

/* Add what the letter C stands for to HEAD; whether it may stand there.  */
static bool
take_modifier (char c, struct head *head)
{
  bool merges = head->flags & FILTER_MERGE;
  bool has_patterns = head->flags & FILTER_PATTERNS;
  switch (c)
    {
    case '-':
      head->flags |= FILTER_PATTERNS;
      return merges && !has_patterns;
    case '+':
      head->flags |= FILTER_PATTERNS | FILTER_INCLUDES;
      return merges && !has_patterns;
    case '/':
      head->flags |= FILTER_ABSOLUTE;
      return true;
    case '!':
      head->flags |= FILTER_NEGATED;
      return !merges;
    case 'C':
      head->flags |= FILTER_CVS | FILTER_PATTERNS | FILTER_WORDS | FILTER_ALONE;
      return !has_patterns && !head->names_side;
    case 'e':
      head->flags |= FILTER_SELF;
      return merges;
    case 'n':
      head->flags |= FILTER_ALONE;
      return merges;
    case 'w':
      head->flags |= FILTER_WORDS;
      return merges;
    case 'p':
      head->flags |= FILTER_PERISHABLE;
      return true;
    case 'r':
      head->flags |= FILTER_RECEIVER;
      return !head->names_side;
    case 's':
      head->flags |= FILTER_SENDER;
      return !head->names_side;
    case 'x':
      head->flags |= FILTER_XATTR;
      return true;
    default:
      return false;
    }
}

/* Read TEXT's name and modifiers.  */
static enum filter_fault
take_head (const char *text, struct head *head)
{
  const char *at;
  const struct name *name = take_name (text, &at);
  if (!name)
    return FILTER_FAULT_RULE;
  *head = (struct head) { .verdict = name->verdict,
                          .flags = name->flags,
                          .clears = name->sign == '!',
                          .names_side = (name->flags & FILTER_SIDES) != 0 };
  if (!head->clears)
    for (; *at != '\0' && *at != '_' && *at != ' '; at++)
      if (!take_modifier (*at, head))
        return FILTER_FAULT_MODIFIER;
  head->pattern = *at != '\0' && !head->clears ? at + 1 : at;
  return FILTER_FAULT_NONE;
}

/* Read what is a pattern as a whole, or with a sign before it.  */
static void
take_pattern (const struct filter_reader *reader, const char *text,
              struct head *head)
{
  *head = (struct head) { .verdict = reader->verdict, .pattern = text };
  bool may_clear = reader->flags & (FILTER_SIGNED | FILTER_CVS);
  head->clears = may_clear && strcmp (text, "!") == 0;
  if (head->clears)
    head->pattern = text + 1;
  else if (reader->flags & FILTER_SIGNED && (*text == '-' || *text == '+')
           && text[1] == ' ')
    {
      head->verdict = *text == '-' ? FILTER_EXCLUDE : FILTER_INCLUDE;
      head->pattern = text + 2;
    }
}

static bool
has_patterns_only (const struct filter_reader *reader)
{
  return reader->flags & (FILTER_PATTERNS | FILTER_SIGNED);
}

bool
filter_reader_lacks_pattern (const struct filter_reader *reader,
                             const char *text)
{
  struct head head;
  return !has_patterns_only (reader)
         && take_head (text, &head) == FILTER_FAULT_NONE && !head.clears
         && !(head.flags & FILTER_CVS) && *head.pattern == '\0';
}

/* What is wrong with HEAD as a rule of READER's file.  */
static enum filter_fault
check (const struct filter_reader *reader, const struct head *head)
{
  if (reader->flags & FILTER_SIDES && head->flags & FILTER_SIDES)
    return FILTER_FAULT_SIDES;
  if (head->clears)
    return *head->pattern == '\0' ? FILTER_FAULT_NONE : FILTER_FAULT_CLEAR;
  if (*head->pattern == '\0' && !(head->flags & FILTER_CVS))
    return FILTER_FAULT_PATTERN;
  return FILTER_FAULT_NONE;
}

static int
fail (const struct filter_reader *reader, enum filter_fault fault)
{
  reader->trouble->fault = fault;
  return -EINVAL;
}

/* Say that FILE is what is wrong, if nothing within it is yet.  */
static void
blame (const struct filter_reader *reader, const char *file, size_t line)
{
  if (reader->trouble->file)
    return;
  reader->trouble->file = strdup (file);
  reader->trouble->line = line;
}

/* Read the rules of the file NAME in the place of the rule FLAGS.  */
static int
merge (const struct filter_reader *reader, unsigned int flags, const char *name)
{
  struct filter_reader inner = *reader;
  inner.flags = flags;
  inner.verdict = flags & FILTER_INCLUDES ? FILTER_INCLUDE : FILTER_EXCLUDE;
  inner.depth++;
  if (inner.depth > DEPTH_MAX)
    return fail (reader, FILTER_FAULT_MERGED);
  char *text;
  size_t len, line = 0;
  int err = reader->read_file (reader, name, &text, &len);
  if (err == 0)
    {
      err = filter_reader_take_all (&inner, text, len, &line);
      free (text);
    }
  if (err < 0)
    blame (reader, name, line);
  return err;
}

/* Exclude what the file NAME is called itself.  */
static int
exclude_self (const struct filter_reader *reader, const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *last = slash ? slash + 1 : name;
  return *last == '\0' ? 0
                       : filter_add (reader->filter, FILTER_EXCLUDE, 0, last,
                                     strlen (last));
}

/* Add the rule for the file or files that FLAGS and NAME are.  */
static int
add_files (const struct filter_reader *reader, unsigned int flags,
           const char *name)
{
  int err = flags & FILTER_SELF ? exclude_self (reader, name) : 0;
  if (err < 0)
    return err;
  if (!(flags & FILTER_PER_DIRECTORY))
    return merge (reader, flags, name);
  err = filter_add_files (reader->filter, flags, name, strlen (name));
  return err == -EINVAL ? fail (reader, FILTER_FAULT_PATTERN) : err;
}

static int
add (const struct filter_reader *reader, const struct head *head,
     unsigned int flags)
{
  const char *text = head->pattern;
  if (flags & FILTER_MERGE)
    return add_files (reader, flags, *text == '\0' ? ".cvsignore" : text);
  if (flags & FILTER_CVS)
    return filter_add_cvs (reader->filter, head->verdict, flags,
                           reader->trouble);
  return filter_add (reader->filter, head->verdict, flags & ~OF_FILES, text,
                     strlen (text));
}

int
filter_reader_take (const struct filter_reader *reader, const char *text)
{
  struct head head = { .pattern = text };
  enum filter_fault fault = FILTER_FAULT_NONE;
  if (has_patterns_only (reader))
    take_pattern (reader, text, &head);
  else
    fault = take_head (text, &head);
  if (fault == FILTER_FAULT_NONE)
    fault = check (reader, &head);
  if (fault != FILTER_FAULT_NONE)
    return fail (reader, fault);
  if (head.clears)
    {
      filter_clear (reader->filter);
      return 0;
    }
  unsigned int inherited = reader->flags & (INHERITED | FILTER_SIDES);
  return add (reader, &head, head.flags | inherited);
}

int
filter_take (struct filter *filter, const char *text,
             struct filter_trouble *trouble)
{
  struct filter_reader reader = { .filter = filter,
                                  .verdict = FILTER_EXCLUDE,
                                  .trouble = trouble,
                                  .read_file = filter_read_file };
  return *text == '\0' ? 0 : filter_reader_take (&reader, text);
}
