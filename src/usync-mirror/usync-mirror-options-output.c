/* The options of usync --mirror: what is said, and where.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include "usync-tell/usync-number.h"

static void
take_info (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  if (usync_info_wants_help (argument))
    {
      usync_info_help ();
      exit (EXIT_SUCCESS);
    }
  int len;
  const char *unknown = usync_info_take (&options->output.info, argument, &len);
  if (!unknown)
    return;
  char word[80];
  snprintf (word, sizeof word, "%.*s", len, unknown);
  mirror_options_fail (_("--info has no word %s: --info=help lists them"), word,
                       NULL);
}

static void
take_stats (struct mirror_options *options, const char *argument, bool on)
{
  options->suite.stats = STATS_NONE;
  if (on)
    suite_take (&options->suite, SUITE_STATS, argument);
}

static void
take_progress (struct mirror_options *options, const char *argument, bool on)
{
  options->suite.progress = PROGRESS_NEVER;
  if (on)
    suite_take (&options->suite, SUITE_PROGRESS, argument);
  options->progress = on;
}

static const struct mirror_row rows[] = {
  { 'v', "verbose", NULL, N_("tell of what is done, and twice of what is not"),
    IS_COUNT (verbose), OR_NOT },
  { 'q', "quiet", NULL, N_("say nothing but errors"), IS_COUNT (quiet),
    OR_NOT },
  { 'i', "itemize-changes", NULL,
    N_("tell of what changes, in eleven columns; twice,\n\
                                 of what does not, too"),
    IS_COUNT (output.itemize), OR_NOT },
  { 0, "out-format", "FORMAT", N_("tell of each name by FORMAT"),
    IS_TEXT (output.format) },
  { 0, "info", "WORDS", N_("tell of what WORDS say: --info=help lists them"),
    IS_TAKEN (take_info) },
  { 'h', "human-readable", NULL,
    N_("write numbers in units of 1000, and twice of 1024"),
    IS_COUNT (output.human), OR_NOT },
  { '8', "8-bit-output", NULL,
    N_("leave bytes from 128 on in names as they are"),
    IS_FLAG (output.eight_bit), OR_NOT },
  { 0, "stats", "[=FORMAT]",
    N_("say at the end what was done: text (default) as\n\
                                 rsync has it; json, on standard error"),
    IS_TAKEN (take_stats), OR_NOT },
  { 0, "progress", "[=WHEN]", N_("tell of names, and show how far it is: auto\n\
                                 (default, on a terminal), always, never; json"),
    IS_TAKEN (take_progress), OR_NOT },
  { 0, "log-file", "FILE", N_("write into FILE, too, what is done"),
    IS_TEXT (log_file) },
  { 0, "log-file-format", "FORMAT", N_("... of each name by FORMAT"),
    IS_TEXT (output.log_format) },
};

const struct mirror_group mirror_options_output
    = { N_("What is said:"), rows, sizeof rows / sizeof *rows };

void
mirror_output_complete (struct mirror_options *options)
{
  struct usync_output *output = &options->output;
  struct usync_info *info = &output->info;
  output->quiet = options->quiet > 0;
  usync_info_verbose (info, options->verbose);
  if (options->suite.stats == STATS_TEXT)
    usync_info_default (info, INFO_STATS, options->verbose > 1 ? 3 : 2);
  if (options->progress && info->level[INFO_NAME] == 0)
    usync_info_default (info, INFO_NAME, 1);
  /* The words that mean the same as --progress, without and with names.  */
  if (!options->progress && info->level[INFO_PROGRESS] > 0
      && options->suite.progress == PROGRESS_NEVER)
    {
      options->suite.progress = PROGRESS_AUTO;
      if (info->level[INFO_PROGRESS] == 1)
        usync_info_default (info, INFO_NAME, 1);
    }
}
