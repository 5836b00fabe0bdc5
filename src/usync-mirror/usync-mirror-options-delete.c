/* The options of usync --mirror: what is deleted.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <limits.h>

/* Each of these is a --delete, too, and no two of them go together.  */
static void
take_when (struct mirror_options *options, enum delete_when when)
{
  if (options->policy.delete != DELETE_NONE && options->policy.delete != when)
    mirror_options_fail (_("only one of the --delete-WHEN options can be"
                           " given"),
                         NULL, NULL);
  options->policy.delete = when;
}

static void
take_before (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  take_when (options, DELETE_BEFORE);
}

static void
take_during (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  take_when (options, DELETE_DURING);
}

static void
take_delay (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  take_when (options, DELETE_DELAY);
}

static void
take_after (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  take_when (options, DELETE_AFTER);
}

static void
take_excluded (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  options->policy.delete_excluded = true;
  options->deletes = true;
}

/* As rsync has it, less than none is none.  */
static void
take_max_delete (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  intmax_t most
      = mirror_options_number ("max-delete", argument, INT_MIN, INT_MAX);
  options->policy.max_delete = most < 0 ? 0 : most;
}

static const struct mirror_row rows[] = {
  { 0, "delete", NULL, N_("delete what is in directories of DEST and not in\n\
                                 those of SOURCE"),
    IS_FLAG (deletes) },
  { 0, "del", NULL, NULL, IS_TAKEN (take_during) },
  { 0, "delete-before", NULL, N_("... before anything is copied"),
    IS_TAKEN (take_before) },
  { 0, "delete-during", NULL,
    N_("... a directory's when it is come to (default)"),
    IS_TAKEN (take_during) },
  { 0, "delete-delay", NULL, N_("... the same, but not before the end"),
    IS_TAKEN (take_delay) },
  { 0, "delete-after", NULL, N_("... when all is copied"),
    IS_TAKEN (take_after) },
  { 0, "delete-excluded", NULL, N_("delete also what is left out by --exclude"),
    IS_TAKEN (take_excluded) },
  { 0, "max-delete", "N", N_("delete at most N names, and no others"),
    IS_TAKEN (take_max_delete) },
  { 0, "ignore-errors", NULL,
    N_("delete even if a part of SOURCE cannot be read"),
    IS_FLAG (policy.ignore_errors), OR_NOT },
  { 0, "force-empty", NULL,
    N_("delete even if SOURCE is empty and DEST is not"),
    IS_FLAG (policy.force_empty) },
  { 0, "force", NULL, N_("delete a directory that is not empty where a file\n\
                                 is to be"),
    IS_FLAG (policy.force), OR_NOT },
  { 0, "delete-missing-args", NULL,
    N_("delete from DEST what is named as SOURCE and does\n\
                                 not exist"),
    IS_FLAG (policy.delete_missing_args) },
  { 0, "ignore-missing-args", NULL,
    N_("let a SOURCE that does not exist be no error"),
    IS_FLAG (policy.ignore_missing_args) },
  { 0, "remove-source-files", NULL,
    N_("remove files from SOURCE once they are mirrored"),
    IS_FLAG (policy.remove_source_files) },
};

const struct mirror_group mirror_options_delete
    = { N_("What is deleted:"), rows, sizeof rows / sizeof *rows };
