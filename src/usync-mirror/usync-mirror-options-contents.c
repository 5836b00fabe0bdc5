/* The options of usync --mirror: how contents are written.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

static void
take_sparse (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  options->policy.copy.transfer.sparse = on ? SPARSE_ALWAYS : SPARSE_AUTO;
}

static void
take_delta (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  options->whole_file = SAID_NO;
}

static void
take_partial_progress (struct mirror_options *options, const char *argument,
                       bool on)
{
  (void) argument;
  (void) on;
  options->policy.partial = true;
  options->progress = true;
  suite_take (&options->suite, SUITE_PROGRESS, NULL);
}

static const struct mirror_row rows[] = {
  { 'S', "sparse", NULL, N_("make holes of long runs of zeros"),
    IS_TAKEN (take_sparse), OR_NOT },
  { 0, "inplace", NULL, N_("write over files where they are; of large ones\n\
                                 only what differs"),
    IS_FLAG (policy.inplace), OR_NOT },
  { 0, "delta", NULL, N_("of large files write only what differs, into\n\
                                 a clone if not in place; the opposite of -W"),
    IS_TAKEN (take_delta) },
  { 'W', "whole-file", NULL, N_("copy whole files that differ (default)"),
    IS_SAID (whole_file), OR_NOT },
  { 0, "append", NULL, N_("add to files that are shorter than their source"),
    IS_FLAG (policy.append), OR_NOT },
  { 0, "append-verify", NULL, N_("... having compared what they have"),
    IS_FLAG (policy.append_verify) },
  { 0, "partial", NULL, N_("keep what of a file could be copied"),
    IS_FLAG (policy.partial), OR_NOT },
  { 'P', NULL, NULL, N_("the same as --partial --progress"),
    IS_TAKEN (take_partial_progress) },
  { 0, "partial-dir", "DIR", N_("... in DIR beside it, and go on with that"),
    IS_TEXT (policy.partial_dir) },
  { 'T', "temp-dir", "DIR", N_("make files in DIR, and move them"),
    IS_TEXT (policy.temp_dir) },
  { 0, "delay-updates", NULL, N_("let all files appear at the very end"),
    IS_FLAG (policy.delay_updates), OR_NOT },
};

const struct mirror_group mirror_options_contents
    = { N_("How files are written:"), rows, sizeof rows / sizeof *rows };
