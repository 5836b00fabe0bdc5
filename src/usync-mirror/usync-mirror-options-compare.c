/* The options of usync --mirror: which files count as the same.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <limits.h>

static void
take_modify_window (struct mirror_options *options, const char *argument,
                    bool on)
{
  (void) on;
  options->policy.modify_window
      = mirror_options_number ("modify-window", argument, -1, INT_MAX);
}

static const struct mirror_row rows[] = {
  { 'c', "checksum", NULL, N_("compare contents, not sizes and times"),
    IS_FLAG (policy.checksum), OR_NOT },
  { 'I', "ignore-times", NULL,
    N_("copy files even if size and time are the same"),
    IS_FLAG (policy.ignore_times), OR_NOT },
  { 0, "size-only", NULL, N_("take files for the same if their sizes are"),
    IS_FLAG (policy.size_only) },
  { '@', "modify-window", "SECONDS",
    N_("times so far apart are one; -1: nanoseconds"),
    IS_TAKEN (take_modify_window) },
  { 'u', "update", NULL, N_("leave files that are newer in DEST"),
    IS_FLAG (policy.update), OR_NOT },
  { 0, "existing", NULL, N_("make nothing new"), IS_FLAG (policy.existing) },
  { 0, "ignore-non-existing", NULL, NULL, IS_FLAG (policy.existing) },
  { 0, "ignore-existing", NULL, N_("leave all files that are in DEST"),
    IS_FLAG (policy.ignore_existing) },
};

const struct mirror_group mirror_options_compare
    = { N_("Which files are copied:"), rows, sizeof rows / sizeof *rows };
