/* usync -- make files durable, on io_uring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   What sync does is in usync-flush.h and, in lib/, flush-set.h.  The messages
   are sync's too.  */

#include "system.h"

#include <fcntl.h>
#include <unistd.h>

#include "closeout.h"
#include "configmake.h"
#include "progname.h"
#include "usync-flush.h"

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

int
main (int argc, char **argv)
{
  hold_standard_descriptors ();
  set_program_name (argv[0]);
  setlocale (LC_ALL, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
  atexit (close_stdout);
  return usync_flush_main (argc, argv);
}
