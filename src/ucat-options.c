/* ucat's command line.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucat-options.h"

#include <error.h>

#include "argmatch.h"
#include "ucat-usage.h"
#include "version-etc.h"

enum
{
  HELP_OPTION = 256,
  VERSION_OPTION
};

static const char short_options[] = "benstuvAET";

static const struct option long_options[]
    = { { "number-nonblank", no_argument, NULL, 'b' },
        { "number", no_argument, NULL, 'n' },
        { "squeeze-blank", no_argument, NULL, 's' },
        { "show-nonprinting", no_argument, NULL, 'v' },
        { "show-ends", no_argument, NULL, 'E' },
        { "show-tabs", no_argument, NULL, 'T' },
        { "show-all", no_argument, NULL, 'A' },
        { "help", no_argument, NULL, HELP_OPTION },
        { "version", no_argument, NULL, VERSION_OPTION },
        { NULL, 0, NULL, 0 } };

enum own_option
{
  OWN_FILES0_FROM
};

static const struct suite_row own_rows[] = {
  [OWN_FILES0_FROM]
  = { "files0-from", required_argument, "    --files0-from=FILE",
      N_("copy the files that FILE names, a zero byte\n\
                                 after each; - is standard input") },
};

enum
{
  OWN_ROWS = sizeof own_rows / sizeof own_rows[0]
};

static void
take_own (void *arg, int row, const char *argument)
{
  struct ucat_options *options = arg;
  switch ((enum own_option) row)
    {
    case OWN_FILES0_FROM:
      options->files0_from = argument;
      break;
    }
}

/* What C, an option of one letter, adds to how files are shown.  */
static void
take (struct cat_format_options *format, int c)
{
  switch (c)
    {
    case 'b':
      format->numbers = CAT_NUMBERS_NONBLANK;
      break;
    case 'n':
      if (format->numbers == CAT_NUMBERS_NONE)
        format->numbers = CAT_NUMBERS_ALL;
      break;
    case 's':
      format->squeeze_blank = true;
      break;
    case 'u':
      break;
    case 'E':
      format->show_ends = true;
      break;
    case 'T':
      format->show_tabs = true;
      break;
    case 'v':
      format->show_nonprinting = true;
      break;
    case 'e':
      format->show_nonprinting = format->show_ends = true;
      break;
    case 't':
      format->show_nonprinting = format->show_tabs = true;
      break;
    case 'A':
      format->show_nonprinting = true;
      format->show_ends = format->show_tabs = true;
      break;
    case HELP_OPTION:
      ucat_usage (EXIT_SUCCESS);
    case VERSION_OPTION:
      version_etc (stdout, "ucat", PACKAGE_NAME, PACKAGE_VERSION,
                   _("the uringutils authors"), (char *) NULL);
      exit (EXIT_SUCCESS);
    default:
      ucat_usage (EXIT_FAILURE);
    }
}

/* What argmatch calls when a word is none of those it knows.  */
static void
fail_with_usage (void)
{
  ucat_usage (EXIT_FAILURE);
}

static void
complete (struct ucat_options *options)
{
  struct suite_options *suite = &options->suite;
  /* A program that reads objects gets no other lines.  */
  if (suite->progress == PROGRESS_JSON && suite->stats == STATS_TEXT)
    suite->stats = STATS_JSON;
  options->policy.direct = suite->direct;
  options->policy.nocache = suite->nocache;
  options->policy.chunk_size = suite->chunk_size;
  if (options->files0_from && options->n_operands > 0)
    {
      error (0, 0, _("extra operand %s"), quoteaf (options->operands[0]));
      fprintf (stderr, "%s\n",
               _("file operands cannot be combined with --files0-from"));
      ucat_usage (EXIT_FAILURE);
    }
}

void
ucat_options_parse (struct ucat_options *ret_options, int argc, char **argv)
{
  *ret_options = (struct ucat_options) { .files0_from = NULL };
  argmatch_die = fail_with_usage;
  suite_init (&ret_options->suite);
  const struct suite_own own = {
    .rows = own_rows, .count = OWN_ROWS, .take = take_own, .arg = ret_options
  };
  const struct suite_line line = { .argc = argc,
                                   .argv = argv,
                                   .short_options = short_options,
                                   .gnu_options = long_options,
                                   .own = &own,
                                   .without = UCAT_WITHOUT };
  int c;
  while ((c = suite_getopt (&ret_options->suite, &line)) != -1)
    take (&ret_options->policy.format, c);
  ret_options->operands = argv + optind;
  ret_options->n_operands = argc - optind;
  complete (ret_options);
}

void
ucat_options_usage (void)
{
  suite_usage_of (_("Options that cat has not, which are never abbreviated:"),
                  own_rows, OWN_ROWS);
}
