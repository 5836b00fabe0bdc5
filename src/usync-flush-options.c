/* usync's command line, where it does what sync does.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-flush-options.h"

#include <error.h>

#include "argmatch.h"
#include "usync-flush-usage.h"
#include "version-etc.h"

enum
{
  HELP_OPTION = 256,
  VERSION_OPTION
};

static const char short_options[] = "dfj:r";

static const struct option long_options[]
    = { { "data", no_argument, NULL, 'd' },
        { "file-system", no_argument, NULL, 'f' },
        { "help", no_argument, NULL, HELP_OPTION },
        { "version", no_argument, NULL, VERSION_OPTION },
        { NULL, 0, NULL, 0 } };

enum own_option
{
  OWN_RECURSIVE,
  OWN_FILES0_FROM
};

static const struct suite_row own_rows[] = {
  [OWN_RECURSIVE] = { "recursive", no_argument, "-r, --recursive",
                      N_("flush all that is below each FILE, too, and then\n\
                                 the directories that hold its name") },
  [OWN_FILES0_FROM]
  = { "files0-from", required_argument, "    --files0-from=FILE",
      N_("flush the files that FILE names, a zero byte\n\
                                 after each; - is standard input") },
};

enum
{
  OWN_ROWS = sizeof own_rows / sizeof own_rows[0]
};

/* What is asked for, before it is known to go together.  */
struct asked
{
  struct usync_flush_options *options;
  bool data, file_system;
};

static void
take_own (void *arg, int row, const char *argument)
{
  struct asked *asked = arg;
  switch ((enum own_option) row)
    {
    case OWN_RECURSIVE:
      asked->options->recursive = true;
      break;
    case OWN_FILES0_FROM:
      asked->options->files0_from = argument;
      break;
    }
}

/* Take C, an option of one letter or beyond.  */
static void
take (struct asked *asked, int c)
{
  switch (c)
    {
    case 'd':
      asked->data = true;
      break;
    case 'f':
      asked->file_system = true;
      break;
    case 'j':
      suite_workers (&asked->options->suite, optarg);
      break;
    case 'r':
      asked->options->recursive = true;
      break;
    case HELP_OPTION:
      usync_flush_usage (EXIT_SUCCESS);
    case VERSION_OPTION:
      version_etc (stdout, "usync", PACKAGE_NAME, PACKAGE_VERSION,
                   _("the uringutils authors"), (char *) NULL);
      exit (EXIT_SUCCESS);
    default:
      usync_flush_usage (EXIT_FAILURE);
    }
}

/* What argmatch calls when a word is none of those it knows.  */
static void
fail_with_usage (void)
{
  usync_flush_usage (EXIT_FAILURE);
}

/* Exit with a message if what is ASKED for does not go together.  */
static void
check (const struct asked *asked)
{
  const struct usync_flush_options *options = asked->options;
  if (asked->data && asked->file_system)
    error (EXIT_FAILURE, 0, _("cannot specify both --data and --file-system"));
  if (options->recursive && asked->file_system)
    error (EXIT_FAILURE, 0,
           _("cannot specify both --recursive and --file-system"));
  if (options->files0_from && options->n_operands > 0)
    {
      error (0, 0, _("extra operand %s"), quoteaf (options->operands[0]));
      fprintf (stderr, "%s\n",
               _("file operands cannot be combined with --files0-from"));
      usync_flush_usage (EXIT_FAILURE);
    }
  if (options->files0_from || options->n_operands > 0)
    return;
  if (asked->data)
    error (EXIT_FAILURE, 0, _("--data needs at least one argument"));
  if (options->recursive)
    error (EXIT_FAILURE, 0, _("--recursive needs at least one argument"));
}

static void
complete (const struct asked *asked)
{
  struct usync_flush_options *options = asked->options;
  struct suite_options *suite = &options->suite;
  /* A program that reads objects gets no other lines.  */
  if (suite->progress == PROGRESS_JSON && suite->stats == STATS_TEXT)
    suite->stats = STATS_JSON;
  options->how = asked->data          ? FLUSH_DATA
                 : asked->file_system ? FLUSH_FILE_SYSTEM
                                      : FLUSH_ALL;
}

void
usync_flush_options_parse (struct usync_flush_options *ret_options, int argc,
                           char **argv)
{
  *ret_options = (struct usync_flush_options) { .files0_from = NULL };
  struct asked asked = { .options = ret_options };
  argmatch_die = fail_with_usage;
  suite_init (&ret_options->suite);
  const struct suite_own own = {
    .rows = own_rows, .count = OWN_ROWS, .take = take_own, .arg = &asked
  };
  const struct suite_line line = { .argc = argc,
                                   .argv = argv,
                                   .short_options = short_options,
                                   .gnu_options = long_options,
                                   .own = &own,
                                   .without = USYNC_FLUSH_WITHOUT };
  int c;
  while ((c = suite_getopt (&ret_options->suite, &line)) != -1)
    take (&asked, c);
  ret_options->operands = argv + optind;
  ret_options->n_operands = argc - optind;
  check (&asked);
  complete (&asked);
}

void
usync_flush_options_usage (void)
{
  suite_usage_of (
      _("Options that sync has not, whose names are never abbreviated:"),
      own_rows, OWN_ROWS);
}
