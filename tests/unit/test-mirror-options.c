/* The options of usync --mirror: what they mean one after the other, and taken
   together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <config.h>

#include "progname.h"
#include "unit.h"
#include "usync-mirror/usync-mirror-options.h"

static struct mirror_options options;
static char line_of_words[256];

/* Parse LINE, words with a blank between two of them; the last one's result is
   freed.  */
static const struct mirror_policy *
parse (const char *line)
{
  static char *words[32];
  int count = 0;
  free (options.operands);
  unit_context = line;
  snprintf (line_of_words, sizeof line_of_words, "%s", line);
  words[count++] = (char *) "usync";
  for (char *p = strtok (line_of_words, " "); p && count < 31;
       p = strtok (NULL, " "))
    words[count++] = p;
  words[count] = NULL;
  mirror_options_parse (&options, count, words);
  return &options.policy;
}

/* The letters of -rlptgoD that hold after LINE.  */
static const char *
archive_after (const char *line)
{
  static char letters[9];
  const struct mirror_policy *policy = parse (line);
  char *p = letters;
  *p = 'r';
  p += policy->recursive;
  *p = 'l';
  p += policy->links;
  *p = 'p';
  p += policy->perms;
  *p = 't';
  p += policy->times;
  *p = 'g';
  p += policy->group;
  *p = 'o';
  p += policy->owner;
  *p = 'D';
  p += policy->devices && policy->specials;
  *p = '\0';
  return letters;
}

static void
gives (const char *line, const char *letters)
{
  const char *got = archive_after (line);
  if (!CHECK (strcmp (got, letters) == 0))
    fprintf (stderr, "got %s, not %s\n", got, letters);
}

/* -a comes first, and what is said later counts more.  */
static void
test_archive (void)
{
  gives ("--mirror a b", "rlptgoD");
  gives ("a b --mirror", "rlptgoD");
  gives ("--mirror -a a b", "rlptgoD");
  gives ("--no-o --mirror a b", "rlptgD");
  gives ("--mirror --no-owner a b", "rlptgD");
  gives ("--mirror --no-owner -a a b", "rlptgoD");
  gives ("--mirror -a --no-o --no-g a b", "rlptD");
  gives ("--mirror --no-archive a b", "");
  gives ("--mirror --no-a -rt a b", "rt");
  gives ("--mirror --no-archive -a a b", "rlptgoD");
  gives ("--mirror -rt --no-archive a b", "");
  gives ("--mirror --no-r a b", "lptgoD");
  gives ("--mirror --no-r -a a b", "rlptgoD");
  gives ("--mirror -a --no-recursive a b", "lptgoD");
  gives ("--mirror --no-D a b", "rlptgo");
  gives ("--mirror --no-D --devices a b", "rlptgo");
  gives ("--mirror --no-D --devices --specials a b", "rlptgoD");
  gives ("--mirror --no-perms --no-times --no-links a b", "rgoD");
  gives ("--mirror --no-l -l a b", "rlptgoD");
}

static void
test_directories (void)
{
  CHECK (parse ("--mirror a b")->dirs);
  CHECK (!parse ("--mirror --no-r a b")->dirs);
  CHECK (parse ("--mirror --no-r -d a b")->dirs);
  CHECK (parse ("--mirror --no-dirs a b")->dirs);
  CHECK (!parse ("--mirror a b")->relative);
  CHECK (!parse ("--mirror a b")->implied_dirs);
  CHECK (parse ("--mirror -R a b")->implied_dirs);
  CHECK (!parse ("--mirror -R --no-R a b")->relative);
  CHECK (!parse ("--mirror -R --no-implied-dirs a b")->implied_dirs);
  CHECK (
      parse ("--mirror -R --no-implied-dirs --implied-dirs a b")->implied_dirs);
}

/* Letters together, arguments behind them, operands anywhere.  */
static void
test_words (void)
{
  const struct mirror_policy *policy = parse ("--mirror -xxn@5 a -u b -");
  CHECK_EQ (policy->one_file_system, 2);
  CHECK (policy->dry_run);
  CHECK (policy->update);
  CHECK_EQ (policy->modify_window, 5);
  CHECK_EQ (options.operand_count, 3);
  CHECK (strcmp (options.operands[2], "-") == 0);
  CHECK_EQ (parse ("--mirror -@ 7 a b")->modify_window, 7);
  CHECK_EQ (parse ("--mirror -@=8 a b")->modify_window, 8);
  CHECK_EQ (parse ("--mirror --modify-window 9 a b")->modify_window, 9);
  CHECK_EQ (parse ("--mirror --modify-window=-1 a b")->modify_window, -1);
  CHECK_EQ (parse ("--mirror -xx --no-x a b")->one_file_system, 0);
  policy = parse ("--mirror -- -n --update");
  CHECK (!policy->dry_run && !policy->update);
  CHECK_EQ (options.operand_count, 2);
  CHECK (strcmp (options.operands[0], "-n") == 0);
}

static void
test_arguments (void)
{
  CHECK_EQ (options.lock, LOCK_NONE);
  parse ("--mirror --lock a b");
  CHECK_EQ (options.lock, LOCK_WAIT);
  CHECK_EQ (options.operand_count, 2);
  parse ("--mirror --lock=fail a b");
  CHECK_EQ (options.lock, LOCK_FAIL);
  CHECK_EQ (parse ("--mirror a b")->stop_at, 0);
  time_t before = time (NULL);
  time_t stop_at = parse ("--mirror --stop-after=2 a b")->stop_at;
  CHECK (stop_at >= before + 120 && stop_at <= time (NULL) + 120);
  CHECK_EQ (parse ("--mirror --stop-after=2 --no-stop-after a b")->stop_at, 0);
  CHECK (!parse ("--mirror a b")->copy.transfer.rate);
  CHECK (parse ("--mirror --bwlimit=1m a b")->copy.transfer.rate);
  CHECK (!parse ("--mirror --bwlimit=1m --bwlimit=0 a b")->copy.transfer.rate);
  CHECK_EQ (parse ("--mirror --engine=sync a b")->copy.engine.mode,
            ENGINE_SYNC);
  CHECK_EQ (parse ("--mirror --workers 3 a b")->copy.workers, 3);
}

int
main (int argc, char **argv)
{
  (void) argc;
  set_program_name (argv[0]);
  unsetenv ("URINGUTILS_ENGINE");
  test_archive ();
  test_directories ();
  test_words ();
  test_arguments ();
  mirror_options_free (&options);
  return unit_end ();
}
