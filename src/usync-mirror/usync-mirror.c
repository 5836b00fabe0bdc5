/* usync --mirror: trees made the same as others.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror.h"

#include <errno.h>
#include <error.h>
#include <signal.h>
#include <stdio_ext.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/stop.h"
#include "exitfail.h"
#include "mirror/mirror.h"
#include "quote.h"
#include "suite/stats-engine.h"
#include "user/query.h"
#include "user/report.h"
#include "usync-mirror/usync-exit.h"
#include "usync-mirror/usync-lock.h"
#include "usync-mirror/usync-mirror-operands.h"
#include "usync-mirror/usync-mirror-options.h"
#include "usync-tell/usync-log.h"
#include "usync-tell/usync-progress.h"
#include "usync-tell/usync-stats.h"
#include "usync-tell/usync-tell.h"

/* What a run has, from its beginning to its end.  */
struct run
{
  struct mirror_options options;
  const char *dest;
  struct mirror *mirror;
  struct usync_tell *tell;
  int lock; /* a descriptor, or -1 */
};

/* Have the log, and the lines that are to be told.  */
static void
open_output (struct run *run)
{
  struct usync_output *output = &run->options.output;
  struct mirror_policy *policy = &run->options.policy;
  const char *name = run->options.log_file;
  /* The log is the caller's, unlike what is mirrored.  */
  mode_t zero = umask (policy->copy.umask);
  int err = name ? usync_log_open (name, &output->log) : 0;
  umask (zero);
  if (err < 0)
    error (USYNC_EXIT_FILE_IO, -err, _("cannot open the log %s"),
           quoteaf (name));
  run->tell = usync_tell_open (output, policy);
  if (!run->tell)
    error (USYNC_EXIT_MEMORY, ENOMEM, _("cannot start"));
  usync_tell_ask (run->tell, policy);
}

/* What is to be the exit status in place of STATUS, where lines could not be
   written: at exit, nobody would know why.  */
static int
check_lines (int status)
{
  int err = report_line_errno ();
  if (err == 0)
    return status;
  __fpurge (stdout);
  clearerr (stdout);
  if (err == EPIPE)
    return status;
  error (0, err, _("write error"));
  return status != EXIT_SUCCESS ? status : USYNC_EXIT_FILE_IO;
}

/* Whatever was not written in the end makes STATUS a failure.  */
static int
close_output (struct run *run, int status)
{
  FILE *log = run->options.output.log;
  usync_tell_close (run->tell);
  status = check_lines (status);
  int err = log ? usync_log_close (log, status) : 0;
  if (err == 0)
    return status;
  error (0, -err, _("cannot write the log %s"),
         quoteaf (run->options.log_file));
  return status != EXIT_SUCCESS ? status : USYNC_EXIT_FILE_IO;
}

static void
say_waiting (const char *dest)
{
  report_said (_("waiting for another run to end that mirrors to %s\n"), dest);
  fflush (stdout);
}

/* Have the lock that is asked for on the directory that FD has open.  0, or
   the exit status.  */
static int
take_lock (struct run *run, int fd)
{
  const struct mirror_options *options = &run->options;
  if (options->lock == LOCK_NONE || fd < 0)
    return EXIT_SUCCESS;
  int err = usync_lock (fd, options->lock, options->quiet ? NULL : say_waiting,
                        run->dest, &run->lock);
  if (err == 0)
    return EXIT_SUCCESS;
  if (err == -EINTR)
    return USYNC_EXIT_SIGNAL;
  if (err == -EWOULDBLOCK)
    report_error (0,
                  _("another run mirrors to %s: try again when it has ended, or"
                    " have this one wait with --lock=wait"),
                  run->dest, NULL);
  else
    report_error (err,
                  _("cannot lock %s: leave out --lock, and see to it that"
                    " no two runs meet"),
                  run->dest, NULL);
  return USYNC_EXIT_FILE_IO;
}

/* Find DEST, and say if it was made.  0, or the exit status.  */
static int
find_dest (struct run *run)
{
  struct mirror_dest dest;
  int err = mirror_find_dest (run->mirror, &dest);
  if (err == -ENOMEM)
    return USYNC_EXIT_MEMORY;
  if (err < 0)
    return mirror_result (run->mirror).refused ? USYNC_EXIT_SELECTION
                                               : USYNC_EXIT_FILE_IO;
  if (dest.made > 0 && run->options.policy.mkpath)
    usync_tell_made_path (run->tell, run->dest, dest.made);
  else if (dest.made > 0)
    usync_tell_made (run->tell, run->dest);
  return take_lock (run, dest.fd);
}

/* Whether rsync would begin before it knows all names.  */
static bool
is_incremental (const struct mirror_policy *policy)
{
  return policy->recursive && !policy->prune_empty_dirs
         && !policy->delay_updates && policy->delete != DELETE_BEFORE
         && policy->delete != DELETE_AFTER;
}

/* Mirror all that was added.  Return the exit status.  */
static int
run_all (struct run *run)
{
  const struct mirror_options *options = &run->options;
  struct stats_clock clock = stats_start ();
  usync_tell_begin (run->tell, is_incremental (&options->policy));
  int status = find_dest (run);
  if (status != EXIT_SUCCESS)
    return status;
  struct progress *progress = usync_progress_start (
      run->mirror, &options->policy, options->operands,
      options->operand_count - 1, options->suite.progress);
  int err = mirror_run (run->mirror);
  progress_stop (progress);
  struct mirror_result result = mirror_result (run->mirror);
  if (result.stopped && !stop_requested ())
    report_warning (0, _("the time is over: the next run does the rest"), NULL,
                    NULL);
  if (err == 0)
    usync_stats_print (run->tell, run->mirror, clock,
                       options->suite.stats == STATS_JSON);
  progress_close (progress);
  if (err < 0)
    return err == -ENOMEM ? USYNC_EXIT_MEMORY : USYNC_EXIT_FILE_IO;
  result = mirror_result (run->mirror);
  return usync_exit_status (&result, report_failed ());
}

static void
open_mirror (struct run *run)
{
  struct engine_why why;
  const struct mirror_options *options = &run->options;
  run->dest = options->operands[options->operand_count - 1];
  int err = mirror_open (&options->policy, run->dest, &run->mirror, &why);
  if (err < 0)
    suite_no_engine (&options->suite, err, why);
  usync_mirror_operands_add (options, run->mirror);
}

int
usync_mirror_main (int argc, char **argv)
{
  struct run run = { .lock = -1 };
  exit_failure = USYNC_EXIT_MEMORY;
  mirror_options_parse (&run.options, argc, argv);
  usync_mirror_operands_check (&run.options);
  exit_failure = USYNC_EXIT_FILE_IO;
  /* As rsync's, lines can be watched in a file or a pipe; and whoever reads
     them there may leave before the mirror is complete.  */
  setvbuf (stdout, NULL, _IOLBF, 0);
  signal (SIGPIPE, SIG_IGN);
  stop_catch ();
  query_catch (progress_answer);
  open_output (&run);
  open_mirror (&run);
  int status = run_all (&run);
  mirror_close (run.mirror);
  status = close_output (&run, status);
  if (run.lock >= 0)
    close (run.lock);
  mirror_options_free (&run.options);
  return status;
}
