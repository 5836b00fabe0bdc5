/* The options of usync --mirror: rules on names.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "usync-mirror-options.h"

#include <errno.h>
#include <error.h>

#include "quote.h"
#include "usync-exit.h"

/* Add TEXT, given to the option --NAME, as VERDICT.  */
static void
add (struct mirror_options *options, enum filter_verdict verdict,
     const char *name, const char *text)
{
  int err = filter_parse (&options->filter, verdict, text);
  if (err == -EINVAL)
    error (USYNC_EXIT_SYNTAX, 0, _("no pattern in --%s=%s"), name,
           quote (text));
  if (err < 0)
    error (USYNC_EXIT_MEMORY, -err, _("cannot start"));
}

static void
add_from (struct mirror_options *options, enum filter_verdict verdict,
          const char *file)
{
  size_t line = 0;
  int err = filter_read (&options->filter, verdict, file, &line);
  if (line > 0)
    error (USYNC_EXIT_SYNTAX, 0, _("no pattern in line %zu of %s"), line,
           quoteaf (file));
  if (err < 0)
    error (USYNC_EXIT_FILE_IO, -err, _("cannot read patterns from %s"),
           quoteaf (file));
}

static void
take_exclude (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  add (options, FILTER_EXCLUDE, "exclude", argument);
}

static void
take_include (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  add (options, FILTER_INCLUDE, "include", argument);
}

static void
take_exclude_from (struct mirror_options *options, const char *argument,
                   bool on)
{
  (void) on;
  add_from (options, FILTER_EXCLUDE, argument);
}

static void
take_include_from (struct mirror_options *options, const char *argument,
                   bool on)
{
  (void) on;
  add_from (options, FILTER_INCLUDE, argument);
}

static const struct mirror_row rows[] = {
  { 0, "exclude", "PATTERN", N_("leave out names that match PATTERN"),
    IS_TAKEN (take_exclude) },
  { 0, "exclude-from", "FILE",
    N_("the same for each line of FILE; - is standard\n\
                                 input"),
    IS_TAKEN (take_exclude_from) },
  { 0, "include", "PATTERN", N_("do not leave out names that match PATTERN"),
    IS_TAKEN (take_include) },
  { 0, "include-from", "FILE", N_("the same for each line of FILE"),
    IS_TAKEN (take_include_from) },
};

const struct mirror_group mirror_options_filter
    = { N_("Rules on names, of which the first that matches counts:"), rows,
        sizeof rows / sizeof *rows };
