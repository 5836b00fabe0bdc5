/* The options of usync --mirror: rules on names.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "usync-mirror/usync-mirror-options.h"

#include <errno.h>
#include <error.h>

#include "quote.h"
#include "quotearg.h"
#include "usync-mirror/usync-exit.h"
#include "xalloc.h"

/* Say that TEXT is no rule, or that a file that it merges has a fault or
   cannot be read; and end.  */
static void
fail (const char *text, int err, const struct filter_trouble *trouble)
{
  if (err == -ENOMEM)
    xalloc_die ();
  if (trouble->fault == FILTER_FAULT_NONE)
    error (USYNC_EXIT_FILE_IO, -err, _("cannot read filter rules from %s"),
           quoteaf (trouble->file ? trouble->file : text));
  if (trouble->file)
    error (
        USYNC_EXIT_SYNTAX, 0, "%s:%zu: %s",
        quotearg_n_style_colon (0, shell_escape_quoting_style, trouble->file),
        trouble->line, filter_fault_text (trouble->fault));
  error (USYNC_EXIT_SYNTAX, 0, "%s: %s", quote (text),
         filter_fault_text (trouble->fault));
}

/* Add the rule TEXT.  */
static void
add_rule (struct mirror_options *options, const char *text)
{
  struct filter_trouble trouble = { FILTER_FAULT_NONE };
  options->filter.from0 = options->policy.from0;
  int err = filter_take (&options->filter, text, &trouble);
  if (err < 0)
    fail (text, err, &trouble);
}

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
    xalloc_die ();
}

static void
add_from (struct mirror_options *options, enum filter_verdict verdict,
          const char *file)
{
  size_t line = 0;
  options->filter.from0 = options->policy.from0;
  int err = filter_read (&options->filter, verdict, file, &line);
  if (line > 0)
    error (USYNC_EXIT_SYNTAX, 0, _("no pattern in line %zu of %s"), line,
           quoteaf (file));
  if (err < 0)
    error (USYNC_EXIT_FILE_IO, -err, _("cannot read patterns from %s"),
           quoteaf (file));
}

static void
take_filter (struct mirror_options *options, const char *argument, bool on)
{
  (void) on;
  add_rule (options, argument);
}

/* -F: once for the files, and once more for them not to be transferred.  */
static void
take_files (struct mirror_options *options, const char *argument, bool on)
{
  (void) argument;
  (void) on;
  options->filter_files++;
  if (options->filter_files == 1)
    add_rule (options, ": /.rsync-filter");
  else if (options->filter_files == 2)
    add_rule (options, "- .rsync-filter");
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

void
mirror_options_filter_complete (struct mirror_options *options)
{
  if (options->cvs_exclude)
    {
      add_rule (options, ":C");
      add_rule (options, "-C");
    }
  options->filter.from0 = options->policy.from0;
  options->filter.delete_excluded = options->policy.delete_excluded;
  options->policy.filter = &options->filter;
  options->policy.filter_files = options->filter.has_files;
}

static const struct mirror_row rows[] = {
  { 'f', "filter", "RULE", N_("add RULE, which leaves out or keeps names, or\n\
                                 reads files with rules"),
    IS_TAKEN (take_filter) },
  { 'F', NULL, NULL, N_("same as --filter='dir-merge /.rsync-filter';\n\
                                 twice, also --filter='- .rsync-filter'"),
    IS_TAKEN (take_files) },
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
  { 'C', "cvs-exclude", NULL,
    N_("leave out what CVS ignores, and what .cvsignore\n\
                                 says in each directory"),
    IS_FLAG (cvs_exclude) },
};

const struct mirror_group mirror_options_filter
    = { N_("Rules on names, of which the first that matches counts:"), rows,
        sizeof rows / sizeof *rows };
