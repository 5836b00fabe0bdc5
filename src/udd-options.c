/* udd's command line.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "udd-options.h"

#include "argmatch.h"
#include "udd-operands.h"
#include "udd-usage.h"
#include "version-etc.h"

enum
{
  HELP_OPTION = 256,
  VERSION_OPTION
};

static const struct option long_options[]
    = { { "help", no_argument, NULL, HELP_OPTION },
        { "version", no_argument, NULL, VERSION_OPTION },
        { NULL, 0, NULL, 0 } };

/* What argmatch calls when a word is none of those it knows.  */
static void
fail_with_usage (void)
{
  udd_usage (EXIT_FAILURE);
}

void
udd_options_parse (struct udd_options *ret_options, int argc, char **argv)
{
  *ret_options = (struct udd_options) { .policy.counts = false };
  argmatch_die = fail_with_usage;
  suite_init (&ret_options->suite);
  const struct suite_line line = { .argc = argc,
                                   .argv = argv,
                                   .short_options = "",
                                   .gnu_options = long_options,
                                   .without = UDD_WITHOUT };
  switch (suite_getopt (&ret_options->suite, &line))
    {
    case -1:
      break;
    case HELP_OPTION:
      udd_usage (EXIT_SUCCESS);
    case VERSION_OPTION:
      version_etc (stdout, "udd", PACKAGE_NAME, PACKAGE_VERSION,
                   _("the uringutils authors"), (char *) NULL);
      exit (EXIT_SUCCESS);
    default:
      udd_usage (EXIT_FAILURE);
    }
  udd_operands_take (ret_options, argv + optind, argc - optind);
}
