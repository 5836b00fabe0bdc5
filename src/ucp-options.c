/* ucp's options: from the command line to a policy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "system.h"

#include "ucp-options.h"

#include <errno.h>
#include <error.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "argmatch.h"
#include "attrs.h"
#include "progname.h"
#include "quote.h"
#include "version-etc.h"

enum
{
  NO_PRESERVE_OPTION = 256,
  PRESERVE_OPTION,
  REFLINK_OPTION,
  SPARSE_OPTION,
  DEBUG_OPTION,
  HELP_OPTION,
  VERSION_OPTION
};

static const char short_options[] = "adfj:pt:vxHLPRrT";

static const struct option long_options[]
    = { { "archive", no_argument, NULL, 'a' },
        { "debug", no_argument, NULL, DEBUG_OPTION },
        { "dereference", no_argument, NULL, 'L' },
        { "force", no_argument, NULL, 'f' },
        { "no-dereference", no_argument, NULL, 'P' },
        { "no-preserve", required_argument, NULL, NO_PRESERVE_OPTION },
        { "no-target-directory", no_argument, NULL, 'T' },
        { "one-file-system", no_argument, NULL, 'x' },
        { "preserve", optional_argument, NULL, PRESERVE_OPTION },
        { "recursive", no_argument, NULL, 'R' },
        { "reflink", optional_argument, NULL, REFLINK_OPTION },
        { "sparse", required_argument, NULL, SPARSE_OPTION },
        { "target-directory", required_argument, NULL, 't' },
        { "verbose", no_argument, NULL, 'v' },
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

enum attribute
{
  KEEP_MODE,
  KEEP_TIMESTAMPS,
  KEEP_OWNERSHIP,
  KEEP_LINKS,
  KEEP_CONTEXT,
  KEEP_XATTR,
  KEEP_ALL
};

static const char *const attribute_words[]
    = { "mode",    "timestamps", "ownership", "links",
        "context", "xattr",      "all",       NULL };
static const enum attribute attribute_values[]
    = { KEEP_MODE,    KEEP_TIMESTAMPS, KEEP_OWNERSHIP, KEEP_LINKS,
        KEEP_CONTEXT, KEEP_XATTR,      KEEP_ALL };
ARGMATCH_VERIFY (attribute_words, attribute_values);

void
ucp_usage (int status)
{
  if (status != EXIT_SUCCESS)
    {
      fprintf (stderr, _("Try '%s --help' for more information.\n"),
               program_name);
      exit (status);
    }
  printf (_("\
Usage: %s [OPTION]... [-T] SOURCE DEST\n\
  or:  %s [OPTION]... SOURCE... DIRECTORY\n\
  or:  %s [OPTION]... -t DIRECTORY SOURCE...\n"),
          program_name, program_name, program_name);
  fputs (_("\
Copy SOURCE to DEST, or several SOURCEs into DIRECTORY.\n\
\n\
  -a, --archive                same as -dR --preserve=all\n\
      --debug                  say how each file is copied; implies -v\n\
  -d                           same as --no-dereference --preserve=links\n\
  -f, --force                  remove a destination that cannot be opened,\n\
                                 and try again\n\
  -H                           follow symbolic links named as SOURCE\n\
  -L, --dereference            always follow symbolic links in SOURCE\n\
  -P, --no-dereference         never follow symbolic links in SOURCE\n\
  -p                           same as --preserve=mode,ownership,timestamps\n"),
         stdout);
  fputs (_("\
      --preserve[=ATTRS]       keep the named attributes: mode, ownership,\n\
                                 timestamps, links, context, xattr, all;\n\
                                 without ATTRS as -p\n\
      --no-preserve=ATTRS      do not keep them\n\
  -R, -r, --recursive          copy directories with all that is in them\n\
      --reflink[=WHEN]         share blocks with the source: always, auto\n\
                                 (default), never; without WHEN always\n\
      --sparse=WHEN            make holes: auto (default), always, never\n\
  -t, --target-directory=DIRECTORY\n\
                               copy all SOURCEs into DIRECTORY\n\
  -T, --no-target-directory    treat DEST as a file, not as a directory to\n\
                                 copy into\n\
  -v, --verbose                name each file that is copied\n\
  -x, --one-file-system        stay on the file system of each SOURCE\n\
      --help                   give this help and exit\n\
      --version                tell the version and exit\n"),
         stdout);
  suite_usage ();
  fputs (_("\
\n\
Holes of a sparse SOURCE are kept; --sparse=always also makes holes of\n\
long runs of zeros.  URINGUTILS_ENGINE in the environment does what\n\
--engine does.\n"),
         stdout);
  exit (status);
}

static void
keep_all (struct copy_policy *policy, bool on)
{
  policy->preserve_mode = on;
  policy->preserve_timestamps = on;
  policy->preserve_ownership = on;
  policy->preserve_links = on;
  policy->default_mode = !on;
  policy->preserve_xattr = on && USE_XATTR;
  policy->preserve_context = on && attrs_have_contexts ();
}

static void
keep (struct copy_policy *policy, enum attribute attribute, bool on)
{
  switch (attribute)
    {
    case KEEP_MODE:
      policy->preserve_mode = on;
      policy->default_mode = !on;
      break;
    case KEEP_TIMESTAMPS:
      policy->preserve_timestamps = on;
      break;
    case KEEP_OWNERSHIP:
      policy->preserve_ownership = on;
      break;
    case KEEP_LINKS:
      policy->preserve_links = on;
      break;
    case KEEP_CONTEXT:
      policy->require_context = on;
      policy->preserve_context = on;
      break;
    case KEEP_XATTR:
      policy->require_xattr = on;
      policy->preserve_xattr = on;
      break;
    case KEEP_ALL:
      keep_all (policy, on);
      break;
    }
}

/* Take LIST, attributes separated by commas, given to OPTION.  */
static void
keep_listed (struct copy_policy *policy, const char *option, const char *list,
             bool on)
{
  char *copy = strdup (list);
  if (!copy)
    error (EXIT_FAILURE, ENOMEM, _("cannot start"));
  char *rest = copy;
  char *word;
  while ((word = strsep (&rest, ",")))
    keep (policy, XARGMATCH (option, word, attribute_words, attribute_values),
          on);
  free (copy);
}

static void
keep_default (struct copy_policy *policy)
{
  policy->preserve_mode = true;
  policy->preserve_ownership = true;
  policy->preserve_timestamps = true;
  policy->default_mode = false;
}

static void
take_archive (struct copy_policy *policy)
{
  policy->dereference = DEREF_NEVER;
  policy->recursive = true;
  keep_all (policy, true);
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
      keep_default (policy);
      return true;
    case PRESERVE_OPTION:
      if (optarg)
        keep_listed (policy, "--preserve", optarg, true);
      else
        keep_default (policy);
      return true;
    case NO_PRESERVE_OPTION:
      keep_listed (policy, "--no-preserve", optarg, false);
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
    case 'H':
      set_dereference (reading, DEREF_OPERANDS);
      break;
    case 'L':
      set_dereference (reading, DEREF_ALWAYS);
      break;
    case 'P':
      set_dereference (reading, DEREF_NEVER);
      break;
    case 'R':
    case 'r':
      options->policy.recursive = true;
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
    case 'x':
      options->policy.one_file_system = true;
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

/* What cannot go together, and what this build has not got.  */
static void
check (const struct copy_policy *policy)
{
  if (policy->transfer.reflink == REFLINK_ALWAYS
      && policy->transfer.sparse != SPARSE_AUTO)
    {
      error (0, 0, _("--reflink can be used only with --sparse=auto"));
      ucp_usage (EXIT_FAILURE);
    }
  if (policy->require_context && !attrs_have_contexts ())
    error (EXIT_FAILURE, 0,
           _("cannot preserve security context without an SELinux-enabled"
             " kernel"));
  if (policy->require_xattr && !USE_XATTR)
    error (EXIT_FAILURE, 0,
           _("cannot preserve extended attributes, this program is built"
             " without xattr support"));
}

/* What follows from the options and the process.  */
static void
complete (struct ucp_options *options, bool dereference_said)
{
  struct copy_policy *policy = &options->policy;
  const struct suite_options *suite = &options->suite;
  if (!dereference_said)
    policy->dereference = policy->recursive ? DEREF_NEVER : DEREF_ALWAYS;
  policy->copy_as_regular = !policy->recursive;
  policy->allow_unowned = geteuid () != 0;
  policy->posix_links = getenv ("POSIXLY_CORRECT") != NULL;
  policy->engine = suite->engine;
  policy->workers = suite->workers;
  policy->chunk_size = suite->chunk_size;
  policy->transfer.direct = suite->direct;
  policy->transfer.nocache = suite->nocache;
  policy->transfer.preallocate = true;
  policy->transfer.ring_from = TRANSFER_RING_FROM;
  /* Every mode is given in full while modes are preserved.  */
  policy->umask = umask (0);
  if (!policy->preserve_mode)
    umask (policy->umask);
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
  const struct suite_line line = { .argc = argc,
                                   .argv = argv,
                                   .short_options = short_options,
                                   .gnu_options = long_options };
  int c;
  while ((c = suite_getopt (&ret_options->suite, &line)) != -1)
    if (!take_copying (&reading, c))
      take (&reading, c);
  check (&ret_options->policy);
  complete (ret_options, reading.dereference_said);
}
