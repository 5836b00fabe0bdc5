/* udd -- copy a file block by block, on io_uring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   main () parses, builds a policy, runs and reports; the work is in lib/,
   beginning with dd.h.  What the operands mean is in dd's manual; the
   messages are dd's too.  */

#include "suite/system.h"

#include <signal.h>
#include <unistd.h>

#include "base/file-limit.h"
#include "close-stream.h"
#include "closeout.h"
#include "configmake.h"
#include "dd/dd-signal.h"
#include "dd/dd.h"
#include "progname.h"
#include "suite/stats-engine.h"
#include "udd-options.h"
#include "udd-status.h"
#include "user/report.h"

enum
{
  STATUS_INTERRUPTED = 128 + SIGINT /* as shells have it */
};

/* While the command line is read: --help goes to standard output.  After
   that it belongs to the copy, which closes it.  */
static bool has_stdout = true;

static void
close_streams (void)
{
  if (has_stdout)
    close_stdout ();
  else if (close_stream (stderr) != 0)
    _exit (EXIT_FAILURE);
}

static int
exit_status (void)
{
  if (dd_signal_interrupted ())
    return STATUS_INTERRUPTED;
  return report_failed () ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* Do what OPTIONS say by ENGINE, and say what came of it.  Return whether the
   output could not be longer.  */
static bool
run (const struct udd_options *options, struct engine *engine)
{
  struct dd dd;
  udd_status_prepare (&options->policy);
  if (dd_open (&dd, &options->policy, engine) < 0)
    {
      /* Nothing was copied, and SIGINT has that told, too.  */
      if (dd_signal_interrupted ())
        udd_status_end (&dd, exit_status ());
      return false;
    }
  struct stats_clock clock = stats_start ();
  udd_status_begin (&dd);
  dd_run (&dd);
  udd_status_pause (&dd);
  dd_finish (&dd);
  udd_status_end (&dd, exit_status ());
  stats_stream_print (dd.counts.bytes, clock, engine, options->suite.stats);
  return dd.limit_met;
}

int
main (int argc, char **argv)
{
  dd_signal_catch ();
  set_program_name (argv[0]);
  setlocale (LC_ALL, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
  atexit (close_streams);

  struct udd_options options;
  udd_options_parse (&options, argc, argv);
  has_stdout = false;
  struct engine *engine = suite_open_engine (&options.suite);
  bool limit_met = run (&options, engine);
  engine_close (engine);
  dd_signal_die ();
  if (limit_met)
    file_limit_die ();
  return report_failed () ? EXIT_FAILURE : EXIT_SUCCESS;
}
