/* The options of usync --mirror: one word of the command line after the
   other.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <errno.h>
#include <error.h>
#include <inttypes.h>
#include <string.h>

#include "argmatch.h"
#include "mirror/chmod-rules.h"
#include "mirror/id-map.h"
#include "quote.h"
#include "user/size-arg.h"
#include "usync-mirror/usync-exit.h"
#include "usync-mirror/usync-mirror-policy.h"
#include "usync-mirror/usync-mirror-usage.h"
#include "usync-tell/usync-number.h"
#include "xalloc.h"

const struct mirror_group *const mirror_groups[] = {
  &mirror_options_names,   &mirror_options_filter,
  &mirror_options_compare, &mirror_options_attributes,
  &mirror_options_owners,  &mirror_options_contents,
  &mirror_options_beside,  &mirror_options_delete,
  &mirror_options_output,  &mirror_options_run,
  &mirror_options_remote,  &(const struct mirror_group) { 0 },
};

/* The formats come from this program's own table of messages, so they need
   not be literals here.  */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

void
mirror_options_fail (const char *format, const char *text1, const char *text2)
{
  error (0, 0, format, text1 ? quote_n (0, text1) : "",
         text2 ? quote_n (1, text2) : "");
  mirror_usage (USYNC_EXIT_SYNTAX);
}

#pragma GCC diagnostic pop

intmax_t
mirror_options_number (const char *name, const char *argument, intmax_t low,
                       intmax_t high)
{
  char *end;
  errno = 0;
  intmax_t n = strtoimax (argument, &end, 10);
  if (errno != 0 || end == argument || *end != '\0' || n < low || n > high)
    error (USYNC_EXIT_SYNTAX, 0,
           _("invalid --%s argument %s: it must be from %jd to %jd"), name,
           quote (argument), low, high);
  return n;
}

intmax_t
mirror_options_size (const char *name, const char *argument)
{
  uint64_t size;
  int err = size_arg_parse (argument, 'B', &size);
  if (err == 0 && size > INTMAX_MAX)
    err = -ERANGE;
  if (err < 0)
    error (USYNC_EXIT_SYNTAX, err == -ERANGE ? ERANGE : 0,
           _("invalid --%s argument %s: it must be a size, as 500K or 1.5G"),
           name, quote (argument));
  return size;
}

/* A row, and whether its opposite is meant.  */
struct found
{
  const struct mirror_row *row; /* NULL: there is none */
  bool on;
};

static const struct mirror_row *
find_letter (char letter)
{
  for (const struct mirror_group *const *group = mirror_groups; (*group)->rows;
       group++)
    for (int i = 0; i < (*group)->count; i++)
      if (letter != '\0' && (*group)->rows[i].letter == letter)
        return &(*group)->rows[i];
  return NULL;
}

static const struct mirror_row *
find_name (const char *name, size_t len)
{
  for (const struct mirror_group *const *group = mirror_groups; (*group)->rows;
       group++)
    for (int i = 0; i < (*group)->count; i++)
      {
        const struct mirror_row *row = &(*group)->rows[i];
        if (row->name && strlen (row->name) == len
            && memcmp (row->name, name, len) == 0)
          return row;
      }
  return NULL;
}

/* What the LEN bytes at NAME mean behind "--".  */
static struct found
find_long (const char *name, size_t len)
{
  static const char no[] = "no-";
  enum
  {
    NO_LEN = sizeof no - 1
  };
  const struct mirror_row *row = find_name (name, len);
  if (row || len <= NO_LEN || memcmp (name, no, NO_LEN) != 0)
    return (struct found) { row, true };
  row = len == NO_LEN + 1 ? find_letter (name[NO_LEN])
                          : find_name (name + NO_LEN, len - NO_LEN);
  if (row && !row->has_opposite && row->kind != ROW_REMOTE)
    row = NULL;
  return (struct found) { row, false };
}

/* WORD is an option that has a meaning between hosts only.  */
static void
refuse_remote (const char *word)
{
  error (0, 0,
         _("%s is for mirrors between hosts; usync --mirror works between local"
           " directories, so leave it out"),
         quote (word));
  mirror_usage (USYNC_EXIT_SYNTAX);
}

/* Do what FOUND says, met as WORD.  */
static void
apply (struct mirror_options *options, struct found found, const char *word,
       const char *argument)
{
  const struct mirror_row *row = found.row;
  void *field = (char *) options + row->offset;
  switch (row->kind)
    {
    case ROW_IGNORED:
      break;
    case ROW_FLAG:
      *(bool *) field = found.on;
      break;
    case ROW_CLEAR:
      *(bool *) field = !found.on;
      break;
    case ROW_SAID:
      *(enum said *) field = found.on ? SAID_YES : SAID_NO;
      break;
    case ROW_COUNT:
      *(unsigned int *) field = found.on ? *(unsigned int *) field + 1 : 0;
      break;
    case ROW_TEXT:
      *(const char **) field = found.on ? argument : NULL;
      break;
    case ROW_TAKE:
      row->take (options, argument, found.on);
      break;
    case ROW_REMOTE:
      refuse_remote (word);
    }
}

/* The command line, and how far it has been read.  */
struct line
{
  int argc;
  char **argv;
  int next; /* the word that comes next */
};

/* Take the word that comes next as the argument of WORD, an option.  */
static const char *
argument_of (struct line *line, const char *word)
{
  if (line->next >= line->argc)
    mirror_options_fail (_("option %s needs an argument"), word, NULL);
  return line->argv[line->next++];
}

static bool
takes_argument (struct found found)
{
  return found.on && found.row->argument;
}

/* Whether the option NAME[=VALUE], behind the dashes, is one of the suite's;
   then take it.  */
static bool
take_suite (struct mirror_options *options, struct line *line, const char *word,
            size_t len)
{
  int has_arg;
  int row = suite_find (word + 2, len, MIRROR_WITHOUT, &has_arg);
  if (row < 0)
    return false;
  const char *value = word[2 + len] == '=' ? word + 2 + len + 1 : NULL;
  if (value && has_arg == no_argument)
    mirror_options_fail (_("option %s takes no argument"), word, NULL);
  if (!value && has_arg == required_argument)
    value = argument_of (line, word);
  suite_take (&options->suite, row, value);
  return true;
}

/* Take WORD, which begins with two dashes and a letter.  */
static void
take_long (struct mirror_options *options, struct line *line, const char *word)
{
  size_t len = strcspn (word + 2, "=");
  struct found found = find_long (word + 2, len);
  if (!found.row)
    {
      if (!take_suite (options, line, word, len))
        mirror_options_fail (_("unknown option %s"), word, NULL);
      return;
    }
  const char *value = word[2 + len] == '=' ? word + 2 + len + 1 : NULL;
  bool may_be_left_out = found.row->argument && *found.row->argument == '[';
  if (found.row->kind != ROW_REMOTE)
    {
      if (value && !takes_argument (found))
        mirror_options_fail (_("option %s takes no argument"), word, NULL);
      if (!value && takes_argument (found) && !may_be_left_out)
        value = argument_of (line, word);
    }
  apply (options, found, word, value);
}

/* Take WORD, a dash and letters, of which one that has an argument takes the
   rest for it.  */
static void
take_letters (struct mirror_options *options, struct line *line,
              const char *word)
{
  for (const char *p = word + 1; *p; p++)
    {
      const char shown[] = { '-', *p, '\0' };
      struct found found = { find_letter (*p), true };
      if (!found.row)
        mirror_options_fail (_("unknown option %s"), shown, NULL);
      bool has_rest
          = takes_argument (found) && *found.row->argument != '[' && p[1];
      const char *value = NULL;
      if (has_rest)
        value = p[1] == '=' ? p + 2 : p + 1;
      else if (takes_argument (found) && *found.row->argument != '[')
        value = argument_of (line, shown);
      apply (options, found, shown, value);
      if (has_rest)
        return;
    }
}

static void
take_words (struct mirror_options *options, struct line *line)
{
  bool only_operands = false;
  while (line->next < line->argc)
    {
      char *word = line->argv[line->next++];
      if (only_operands || word[0] != '-' || word[1] == '\0')
        options->operands[options->operand_count++] = word;
      else if (strcmp (word, "--") == 0)
        only_operands = true;
      else if (word[1] == '-')
        take_long (options, line, word);
      else
        take_letters (options, line, word);
    }
}

void
mirror_options_archive (struct mirror_options *options, bool on)
{
  struct mirror_policy *policy = &options->policy;
  options->archive_recursive = on;
  if (!on)
    options->recursive = SAID_NO;
  else if (options->recursive == SAID_NO)
    options->recursive = UNSAID;
  policy->links = policy->perms = policy->times = on;
  policy->owner = policy->group = on;
  policy->devices = policy->specials = on;
}

/* What argmatch calls when a word is none of those it knows.  */
static void
fail_with_usage (void)
{
  mirror_usage (USYNC_EXIT_SYNTAX);
}

void
mirror_options_parse (struct mirror_options *ret_options, int argc, char **argv)
{
  *ret_options = (struct mirror_options) { .lock = LOCK_NONE,
                                           .output.human = NUMBER_GROUPED };
  argmatch_die = fail_with_usage;
  suite_init (&ret_options->suite);
  mirror_policy_init (&ret_options->policy);
  mirror_options_archive (ret_options, true);
  ret_options->operands = xnmalloc (argc + 1, sizeof *ret_options->operands);
  struct line line = { .argc = argc, .argv = argv, .next = 1 };
  take_words (ret_options, &line);
  ret_options->operands[ret_options->operand_count] = NULL;
  mirror_policy_check (ret_options);
  mirror_policy_complete (ret_options);
}

void
mirror_options_free (struct mirror_options *options)
{
  filter_clear (&options->filter);
  chmod_rules_free (options->chmod);
  id_map_free (options->usermap);
  id_map_free (options->groupmap);
  free (options->policy.dest_dirs);
  free (options->operands);
}
