/* ucat's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucat-usage.h"

#include "progname.h"
#include "ucat-options.h"

void
ucat_usage (int status)
{
  if (status != EXIT_SUCCESS)
    {
      fprintf (stderr, _("Try '%s --help' for more information.\n"),
               program_name);
      exit (status);
    }
  printf (_("\
Usage: %s [OPTION]... [FILE]...\n\
  or:  %s [OPTION]... --files0-from=FILE\n"),
          program_name, program_name);
  fputs (_("\
Write each FILE, one after the other, to standard output.  Without FILE, and\n\
where FILE is -, read standard input.\n\
\n\
  -A, --show-all               same as -vET\n\
  -b, --number-nonblank        number the lines that are not empty; stronger\n\
                                 than -n\n\
  -e                           same as -vE\n\
  -E, --show-ends              show a $ at the end of each line, and ^M$ where\n\
                                 a carriage return comes before it\n\
  -n, --number                 number all lines\n\
  -s, --squeeze-blank          of several empty lines in a row, show one\n\
  -t                           same as -vT\n\
  -T, --show-tabs              show a tab as ^I\n\
  -u                           has no effect\n\
  -v, --show-nonprinting       show bytes that do not print as ^X and M-X, but\n\
                                 for tabs and the ends of lines\n\
      --help                   give this help and exit\n\
      --version                tell the version and exit\n"),
         stdout);
  ucat_options_usage ();
  suite_usage (UCAT_WITHOUT);
  fputs (_("\
\n\
URINGUTILS_ENGINE in the environment does what --engine does.\n"),
         stdout);
  exit (status);
}
