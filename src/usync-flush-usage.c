/* usync's --help.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-flush-usage.h"

#include "progname.h"
#include "usync-flush-options.h"

void
usync_flush_usage (int status)
{
  if (status != EXIT_SUCCESS)
    {
      fprintf (stderr, _("Try '%s --help' for more information.\n"),
               program_name);
      exit (status);
    }
  printf (_("\
Usage: %s [OPTION] [FILE]...\n\
  or:  %s [OPTION]... --files0-from=FILE\n\
  or:  %s --mirror [OPTION]... SOURCE... DEST\n"),
          program_name, program_name, program_name);
  fputs (_("\
Have each FILE written to where it outlasts a crash; without FILE, all files of\n\
all file systems.  Nothing is copied without --mirror.\n\
\n\
  -d, --data                   leave out metadata that is not needed to find\n\
                                 the data again\n\
  -f, --file-system            flush the file systems that the FILEs are on\n\
      --help                   give this help and exit\n\
      --version                tell the version and exit\n\
      --mirror                 make DEST the same as SOURCE; this has options of\n\
                                 its own, which --mirror --help lists\n"),
         stdout);
  usync_flush_options_usage ();
  suite_usage (USYNC_FLUSH_WITHOUT);
  fputs (_("\
\n\
URINGUTILS_ENGINE in the environment does what --engine does.\n"),
         stdout);
  exit (status);
}
