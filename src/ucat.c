/* ucat -- write files to standard output, on io_uring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   main () parses, opens, runs and reports; the work is in lib/, beginning with
   cat.h.  What cat's options mean is in cat's manual; the messages are cat's
   too.  */

#include "suite/system.h"

#include <error.h>
#include <unistd.h>

#include "base/stop.h"
#include "cat/cat.h"
#include "closeout.h"
#include "configmake.h"
#include "progname.h"
#include "suite/stats-engine.h"
#include "ucat-names.h"
#include "ucat-options.h"
#include "ucat-progress.h"
#include "user/report.h"

/* Copy what NAMES gives by CAT and ENGINE, and say what was asked for.  Return
   whether all went well.  */
static bool
run (struct cat *cat, struct engine *engine, struct ucat_names *names,
     const struct ucat_options *options)
{
  /* A line about being interrupted is for who wants to hear of progress.  */
  struct progress *progress = options->suite.progress == PROGRESS_NEVER
                                  ? NULL
                                  : ucat_progress_start (cat, options);
  struct stats_clock clock = stats_start ();
  const struct cat_names source = ucat_names_source (names);
  int err = cat_run (cat, &source, options->suite.engine.depth);
  if (progress)
    progress_stop (progress);
  stats_stream_print (meter_get (&cat_meter (cat)->bytes), clock, engine,
                      options->suite.stats);
  if (progress)
    progress_close (progress);
  return err == 0 && !report_failed ();
}

int
main (int argc, char **argv)
{
  set_program_name (argv[0]);
  setlocale (LC_ALL, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
  atexit (close_stdout);

  struct ucat_options options;
  struct cat *cat;
  ucat_options_parse (&options, argc, argv);
  struct engine *engine = suite_open_engine (&options.suite);
  int err = cat_open (engine, &options.policy, &cat);
  if (err < 0)
    error (EXIT_FAILURE, -err, _("standard output"));
  struct ucat_names *names = ucat_names_open (&options);
  bool good = run (cat, engine, names, &options);
  ucat_names_close (names);
  cat_close (cat);
  engine_close (engine);
  stop_die ();
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
