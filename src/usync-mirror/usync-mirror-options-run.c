/* The options of usync --mirror: how a run goes: lock, log, limits.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <errno.h>
#include <error.h>
#include <limits.h>

#include "argmatch.h"
#include "quote.h"
#include "suite/rate-arg.h"
#include "usync-mirror/usync-exit.h"
#include "usync-mirror/usync-mirror-usage.h"
#include "usync-mirror/usync-stop-at.h"
#include "version-etc.h"

static const char *const lock_words[] = { "wait", "fail", NULL };
static const enum lock_how lock_values[] = { LOCK_WAIT, LOCK_FAIL };
ARGMATCH_VERIFY (lock_words, lock_values);

static void
take_lock (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  options->lock = argument
                      ? XARGMATCH ("--lock", argument, lock_words, lock_values)
                      : LOCK_WAIT;
}

static void
take_bwlimit (struct mirror_options *options, const char *argument, bool on)
{
  options->policy.copy.transfer.rate
      = on && rate_arg (&options->rate, argument) ? &options->rate : NULL;
}

static void
take_stop_after (struct mirror_options *options, const char *argument, bool on)
{
  intmax_t minutes
      = on ? mirror_options_number ("stop-after", argument, 1, INT_MAX) : 0;
  options->policy.stop_at = on ? time (NULL) + minutes * 60 : 0;
}

static void
take_stop_at (struct mirror_options *options, const char *argument, bool on)
{
  options->policy.stop_at = 0;
  int err = on ? usync_stop_at (argument, time (NULL), &options->policy.stop_at)
               : 0;
  if (err == -ERANGE)
    error (USYNC_EXIT_SYNTAX, 0, _("--stop-at=%s is past already"),
           quote (argument));
  if (err < 0)
    error (USYNC_EXIT_SYNTAX, 0,
           _("invalid --stop-at argument %s: it must be a time, as"
             " 2026-12-31T23:59 or 23:59"),
           quote (argument));
}

static void
take_workers (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  suite_workers (&options->suite, argument);
}

static void
take_help (struct mirror_options *options, const char *argument, bool on)
{
  (void) options;
  (void) argument;
  (void) on;
  mirror_usage (EXIT_SUCCESS);
}

static void
take_version (struct mirror_options *options, const char *argument, bool on)
{
  (void) options;
  (void) argument;
  (void) on;
  version_etc (stdout, "usync", PACKAGE_NAME, PACKAGE_VERSION,
               _("the uringutils authors"), (char *) NULL);
  exit (EXIT_SUCCESS);
}

static const struct mirror_row rows[] = {
  { 'n', "dry-run", NULL, N_("write nothing, and say what would be done"),
    IS_FLAG (policy.dry_run), OR_NOT },
  { 0, "lock", "[=HOW]", N_("let one run at a time mirror to DEST: a second\n\
                                 one has to wait (default), or to fail"),
    IS_TAKEN (take_lock) },
  { 0, "fsync", NULL, N_("have everything on the disk at the end"),
    IS_FLAG (policy.copy.fsync), OR_NOT },
  { 0, "bwlimit", "RATE", N_("copy at most RATE KiB a second; RATE may end in\n\
                                 K, M, G and so on; 0 is no limit"),
    IS_TAKEN (take_bwlimit), OR_NOT },
  { 0, "stop-after", "MINUTES", N_("stop when so many minutes have passed"),
    IS_TAKEN (take_stop_after), OR_NOT },
  { 0, "time-limit", "MINUTES", NULL, IS_TAKEN (take_stop_after), OR_NOT },
  { 0, "stop-at", "TIME", N_("stop at that time: 2026-12-31T23:59, 23:59, ..."),
    IS_TAKEN (take_stop_at), OR_NOT },
  { 0, "workers", "N", N_("copy with at most N threads"),
    IS_TAKEN (take_workers) },
  { 0, "mirror", NULL, N_("what selects these options, wherever it stands"),
    .kind = ROW_IGNORED },
  { 0, "help", NULL, N_("give this help and exit"), IS_TAKEN (take_help) },
  { 'V', "version", NULL, N_("tell the version and exit"),
    IS_TAKEN (take_version) },
};

const struct mirror_group mirror_options_run
    = { N_("How it is done:"), rows, sizeof rows / sizeof *rows };
