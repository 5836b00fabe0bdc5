/* usync -- make files durable, and trees the same as others, on io_uring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What sync does is in usync-flush.h and, in lib/, flush-set.h.  The messages
   are sync's too.  What rsync does between local trees is in usync-mirror.h
   and, in lib/, mirror.h.  */

#include "suite/system.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "closeout.h"
#include "configmake.h"
#include "progname.h"
#include "usync-flush.h"
#include "usync-mirror/usync-mirror.h"

/* Where standard input, output or error is closed, have something in that
   place that can neither be read nor written: a file that is opened there
   would be given our messages.  */
static void
hold_standard_descriptors (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/", O_PATH) < 0)
      _exit (EXIT_FAILURE);
}

/* Whether one of ARGV's options, wherever it stands, selects the mirror.  */
static bool
wants_mirror (int argc, char **argv)
{
  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    if (strcmp (argv[i], "--mirror") == 0)
      return true;
  return false;
}

int
main (int argc, char **argv)
{
  hold_standard_descriptors ();
  set_program_name (argv[0]);
  setlocale (LC_ALL, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
  atexit (close_stdout);
  return wants_mirror (argc, argv) ? usync_mirror_main (argc, argv)
                                   : usync_flush_main (argc, argv);
}
