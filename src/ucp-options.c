/* ucp's options: what the command line says, one option after the other.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-options.h"

#include <error.h>

#include "argmatch.h"
#include "ucp-own.h"
#include "ucp-policy.h"
#include "ucp-preserve.h"
#include "ucp-usage.h"
#include "version-etc.h"

enum
{
  ATTRIBUTES_ONLY_OPTION = 256,
  COPY_CONTENTS_OPTION,
  KEEP_SYMLINK_OPTION,
  NO_PRESERVE_OPTION,
  PARENTS_OPTION,
  PRESERVE_OPTION,
  REFLINK_OPTION,
  SPARSE_OPTION,
  STRIP_SLASHES_OPTION,
  DEBUG_OPTION,
  HELP_OPTION,
  VERSION_OPTION
};

static const char short_options[] = "abdfij:lnprst:uvxHLPRS:TZ";

/* In cp's order, in which a word that is not clear has its meanings
   listed.  */
static const struct option long_options[]
    = { { "archive", no_argument, NULL, 'a' },
        { "attributes-only", no_argument, NULL, ATTRIBUTES_ONLY_OPTION },
        { "backup", optional_argument, NULL, 'b' },
        { "copy-contents", no_argument, NULL, COPY_CONTENTS_OPTION },
        { "debug", no_argument, NULL, DEBUG_OPTION },
        { "dereference", no_argument, NULL, 'L' },
        { "force", no_argument, NULL, 'f' },
        { "interactive", no_argument, NULL, 'i' },
        { "link", no_argument, NULL, 'l' },
        { "no-clobber", no_argument, NULL, 'n' },
        { "no-dereference", no_argument, NULL, 'P' },
        { "no-preserve", required_argument, NULL, NO_PRESERVE_OPTION },
        { "no-target-directory", no_argument, NULL, 'T' },
        { "one-file-system", no_argument, NULL, 'x' },
        { "parents", no_argument, NULL, PARENTS_OPTION },
        { "path", no_argument, NULL, PARENTS_OPTION }, /* its old name */
        { "preserve", optional_argument, NULL, PRESERVE_OPTION },
        { "recursive", no_argument, NULL, 'R' },
        { "remove-destination", no_argument, NULL, UCP_REMOVE_OPTION },
        { "sparse", required_argument, NULL, SPARSE_OPTION },
        { "reflink", optional_argument, NULL, REFLINK_OPTION },
        { "strip-trailing-slashes", no_argument, NULL, STRIP_SLASHES_OPTION },
        { "suffix", required_argument, NULL, 'S' },
        { "symbolic-link", no_argument, NULL, 's' },
        { "target-directory", required_argument, NULL, 't' },
        { "update", optional_argument, NULL, 'u' },
        { "verbose", no_argument, NULL, 'v' },
        { "keep-directory-symlink", no_argument, NULL, KEEP_SYMLINK_OPTION },
        { "context", optional_argument, NULL, 'Z' },
        { "help", no_argument, NULL, HELP_OPTION },
        { "version", no_argument, NULL, VERSION_OPTION },
        { NULL, 0, NULL, 0 } };

static const char *const sparse_words[] = { "never", "auto", "always", NULL };
static const enum sparse_mode sparse_modes[]
    = { SPARSE_NEVER, SPARSE_AUTO, SPARSE_ALWAYS };
ARGMATCH_VERIFY (sparse_words, sparse_modes);

static const char *const reflink_words[] = { "auto", "always", "never", NULL };
static const enum reflink_mode reflink_modes[]
    = { REFLINK_AUTO, REFLINK_ALWAYS, REFLINK_NEVER };
ARGMATCH_VERIFY (reflink_words, reflink_modes);

static void
take_archive (struct copy_policy *policy)
{
  policy->dereference = DEREF_NEVER;
  policy->recursive = true;
  ucp_preserve_all (policy);
}

/* Where the options are kept while they are read: a dereference not said
   follows from the others.  */
struct reading
{
  struct ucp_options *options;
  bool dereference_said;
};

static void
set_dereference (struct reading *reading, enum dereference how)
{
  reading->options->policy.dereference = how;
  reading->dereference_said = true;
}

static void
set_target_directory (struct ucp_options *options, const char *name)
{
  if (options->target_directory)
    error (EXIT_FAILURE, 0, _("multiple target directories specified"));
  options->target_directory = name;
}

/* Options that say what is made of what.  Return whether C was one.  */
static bool
take_making (struct reading *reading, int c)
{
  struct ucp_options *options = reading->options;
  switch (c)
    {
    case 'H':
      set_dereference (reading, DEREF_OPERANDS);
      return true;
    case 'l':
      options->hard_links = true;
      return true;
    case 'L':
      set_dereference (reading, DEREF_ALWAYS);
      return true;
    case 'P':
      set_dereference (reading, DEREF_NEVER);
      return true;
    case 'R':
    case 'r':
      options->policy.recursive = true;
      return true;
    case 's':
      options->symlinks = true;
      return true;
    case 'x':
      options->policy.one_file_system = true;
      return true;
    case ATTRIBUTES_ONLY_OPTION:
      options->policy.attributes_only = true;
      return true;
    case COPY_CONTENTS_OPTION:
      options->copy_contents = true;
      return true;
    default:
      return false;
    }
}

/* Options that say what to preserve, and how contents are copied.  Return
   whether C was one.  */
static bool
take_copying (struct reading *reading, int c)
{
  struct copy_policy *policy = &reading->options->policy;
  switch (c)
    {
    case 'a':
      take_archive (policy);
      reading->dereference_said = true;
      return true;
    case 'd':
      policy->preserve_links = true;
      set_dereference (reading, DEREF_NEVER);
      return true;
    case 'p':
      ucp_preserve_default (policy);
      return true;
    case 'Z':
      ucp_preserve_context (policy, optarg);
      return true;
    case PRESERVE_OPTION:
      if (optarg)
        ucp_preserve_listed (policy, "--preserve", optarg, true);
      else
        ucp_preserve_default (policy);
      return true;
    case NO_PRESERVE_OPTION:
      ucp_preserve_listed (policy, "--no-preserve", optarg, false);
      return true;
    case REFLINK_OPTION:
      policy->transfer.reflink
          = optarg
                ? XARGMATCH ("--reflink", optarg, reflink_words, reflink_modes)
                : REFLINK_ALWAYS;
      return true;
    case SPARSE_OPTION:
      policy->transfer.sparse
          = XARGMATCH ("--sparse", optarg, sparse_words, sparse_modes);
      return true;
    default:
      return false;
    }
}

/* All other options.  */
static void
take (struct reading *reading, int c)
{
  struct ucp_options *options = reading->options;
  switch (c)
    {
    case 'f':
      options->policy.force = true;
      break;
    case 'j':
      suite_workers (&options->suite, optarg);
      break;
    case 't':
      set_target_directory (options, optarg);
      break;
    case 'T':
      options->no_target_directory = true;
      break;
    case 'v':
      options->policy.verbose = true;
      break;
    case PARENTS_OPTION:
      options->parents = true;
      break;
    case KEEP_SYMLINK_OPTION:
      options->policy.keep_directory_symlink = true;
      break;
    case STRIP_SLASHES_OPTION:
      options->strip_slashes = true;
      break;
    case DEBUG_OPTION:
      options->policy.debug = options->policy.verbose = true;
      break;
    case HELP_OPTION:
      ucp_usage (EXIT_SUCCESS);
    case VERSION_OPTION:
      version_etc (stdout, "ucp", PACKAGE_NAME, PACKAGE_VERSION,
                   _("the uringutils authors"), (char *) NULL);
      exit (EXIT_SUCCESS);
    default:
      ucp_usage (EXIT_FAILURE);
    }
}

/* What argmatch calls when a word is none of those it knows.  */
static void
fail_with_usage (void)
{
  ucp_usage (EXIT_FAILURE);
}

void
ucp_options_parse (struct ucp_options *ret_options, int argc, char **argv)
{
  *ret_options = (struct ucp_options) { .target_directory = NULL };
  struct reading reading = { .options = ret_options };
  argmatch_die = fail_with_usage;
  suite_init (&ret_options->suite);
  const struct suite_own own = ucp_own (ret_options);
  const struct suite_line line = { .argc = argc,
                                   .argv = argv,
                                   .short_options = short_options,
                                   .gnu_options = long_options,
                                   .own = &own };
  int c;
  while ((c = suite_getopt (&ret_options->suite, &line)) != -1)
    if (!take_making (&reading, c) && !take_copying (&reading, c)
        && !ucp_replace_take (&ret_options->replace, &ret_options->policy, c,
                              optarg))
      take (&reading, c);
  ucp_replace_complete (&ret_options->replace, &ret_options->policy);
  ucp_policy_check (ret_options);
  ucp_policy_complete (ret_options, reading.dereference_said);
}

void
ucp_options_free (struct ucp_options *options)
{
  filter_clear (&options->filter);
}
