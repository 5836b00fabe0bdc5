/* ucp -- copy files and directories, on io_uring.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   main () parses, builds a policy, runs and reports; the work is in lib/,
   beginning with tree-copy.h.  What cp's options mean is in cp's manual;
   the messages are cp's too.  */

#include "suite/system.h"

#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/stop.h"
#include "closein.h"
#include "configmake.h"
#include "copy/tree-copy.h"
#include "progname.h"
#include "quote.h"
#include "suite/progress-tree.h"
#include "suite/stats.h"
#include "suite/suite.h"
#include "ucp-operands.h"
#include "ucp-options.h"
#include "ucp-sums.h"
#include "user/query.h"
#include "user/report.h"

/* Run what was added to COPY, and say what was asked for.  */
static void
run (struct tree_copy *copy, const struct ucp_options *options,
     const struct ucp_operands *operands)
{
  struct progress *progress
      = progress_tree_start (copy, &options->policy, options->suite.progress,
                             operands->sources, operands->count);
  struct stats_clock clock = stats_start ();
  int err = ucp_operands_copy (operands, copy);
  progress_stop (progress);
  if (err < 0)
    error (EXIT_FAILURE, -err, _("cannot start"));
  ucp_sums_close (options);
  stats_print (copy, clock, options->suite.stats);
  progress_close (progress);
}

int
main (int argc, char **argv)
{
  set_program_name (argv[0]);
  setlocale (LC_ALL, "");
  bindtextdomain (PACKAGE, LOCALEDIR);
  textdomain (PACKAGE);
  atexit (close_stdin);

  struct ucp_options options;
  struct ucp_operands operands;
  struct tree_copy *copy;
  struct engine_why why;
  ucp_options_parse (&options, argc, argv);
  stop_catch ();
  query_catch (progress_answer);
  ucp_operands_find (&operands, &options, argc - optind, argv + optind);
  if (!operands.makes_backups)
    options.policy.backup = no_backups;
  ucp_sums_open (&options);
  int err = tree_copy_open (&options.policy, operands.target_fd,
                            operands.target_name, &copy, &why);
  if (err < 0)
    suite_no_engine (&options.suite, err, why);
  run (copy, &options, &operands);
  tree_copy_close (copy);
  ucp_operands_free (&operands);
  ucp_options_free (&options);
  if (stop_requested ())
    {
      fflush (stdout);
      stop_die ();
    }
  return report_failed () ? EXIT_FAILURE : EXIT_SUCCESS;
}
