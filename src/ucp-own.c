/* ucp's options that cp has not.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-own.h"

#include <errno.h>
#include <error.h>
#include <string.h>

#include "quote.h"
#include "suite/rate-arg.h"
#include "ucp-sums.h"

enum own_option
{
  OWN_ATOMIC,
  OWN_BWLIMIT,
  OWN_CHECKSUM,
  OWN_EXCLUDE,
  OWN_EXCLUDE_FROM,
  OWN_FILES0_FROM,
  OWN_FSYNC,
  OWN_MANIFEST,
  OWN_RESUME,
  OWN_VERIFY
};

static const struct suite_row rows[] = {
  [OWN_ATOMIC] = { "atomic", no_argument, "    --atomic",
                   N_("let each file appear when it is complete, and\n\
                                 keep until then what is there") },
  [OWN_BWLIMIT] = { "bwlimit", required_argument, "    --bwlimit=RATE",
                    N_("copy at most RATE KiB a second; RATE may end in\n\
                                 K, M, G and so on; 0 is no limit") },
  [OWN_CHECKSUM] = { "checksum", required_argument, "    --checksum=ALGO",
                     N_("sum each file while it is copied: md5, sha1,\n\
                                 sha224, sha256, sha384, sha512, blake2b,\n\
                                 xxh64 or xxh128") },
  [OWN_EXCLUDE] = { "exclude", required_argument, "    --exclude=PATTERN",
                    N_("leave out names that match PATTERN, which is\n\
                                 one of rsync's") },
  [OWN_EXCLUDE_FROM]
  = { "exclude-from", required_argument, "    --exclude-from=FILE",
      N_("the same for each line of FILE; - is standard\n\
                                 input") },
  [OWN_FILES0_FROM]
  = { "files0-from", required_argument, "    --files0-from=FILE",
      N_("copy the SOURCEs that FILE names, a zero byte\n\
                                 after each; - is standard input") },
  [OWN_FSYNC] = { "fsync", no_argument, "    --fsync",
                  N_("have everything on the disk at the end") },
  [OWN_MANIFEST] = { "manifest", required_argument, "    --manifest=FILE",
                     N_("write the sums to FILE, as sha256sum -c reads\n\
                                 them; without --checksum those of sha256") },
  [OWN_RESUME] = { "resume", no_argument, "    --resume",
                   N_("go on with what an earlier run has not finished;\n\
                                 implies --atomic --preserve=timestamps") },
  [OWN_VERIFY] = { "verify", no_argument, "    --verify",
                   N_("read each copy back from the medium, and compare\n\
                                 it with what was copied") },
};

enum
{
  ROWS = sizeof rows / sizeof rows[0]
};

static void
exclude (struct ucp_options *options, const char *pattern)
{
  int err = filter_parse (&options->filter, FILTER_EXCLUDE, pattern);
  if (err == -EINVAL)
    error (EXIT_FAILURE, 0, _("no pattern in --exclude=%s"), quote (pattern));
  if (err < 0)
    error (EXIT_FAILURE, -err, _("cannot start"));
}

static void
exclude_from (struct ucp_options *options, const char *file)
{
  size_t line = 0;
  int err = filter_read (&options->filter, FILTER_EXCLUDE, file, &line);
  if (line > 0)
    error (EXIT_FAILURE, 0, _("no pattern in line %zu of %s"), line,
           quoteaf (file));
  if (err < 0)
    error (EXIT_FAILURE, -err, _("cannot read patterns from %s"),
           quoteaf (file));
}

static void
take (void *arg, int row, const char *argument)
{
  struct ucp_options *options = arg;
  switch ((enum own_option) row)
    {
    case OWN_ATOMIC:
      options->policy.atomic = true;
      break;
    case OWN_BWLIMIT:
      options->policy.transfer.rate
          = rate_arg (&options->rate, argument) ? &options->rate : NULL;
      break;
    case OWN_CHECKSUM:
      ucp_sums_checksum (options, argument);
      break;
    case OWN_EXCLUDE:
      exclude (options, argument);
      break;
    case OWN_EXCLUDE_FROM:
      exclude_from (options, argument);
      break;
    case OWN_FILES0_FROM:
      options->files0_from = argument;
      break;
    case OWN_FSYNC:
      options->policy.fsync = true;
      break;
    case OWN_MANIFEST:
      options->manifest_name = argument;
      break;
    case OWN_RESUME:
      options->policy.resume = true;
      options->policy.atomic = true;
      break;
    case OWN_VERIFY:
      ucp_sums_verify (options);
      break;
    }
}

struct suite_own
ucp_own (struct ucp_options *options)
{
  return (struct suite_own) {
    .rows = rows, .count = ROWS, .take = take, .arg = options
  };
}

void
ucp_own_usage (void)
{
  suite_usage_of (_("Options that cp has not, which are never abbreviated:"),
                  rows, ROWS);
}
