/* --checksum, --manifest and --verify.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-sums.h"

#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <string.h>

#include "base/stop.h"
#include "quote.h"
#include "suite/sums.h"
#include "sums/digest.h"
#include "sums/manifest.h"
#include "user/report.h"

static void
set_checksum (struct ucp_options *options, enum digest_kind kind,
              const char *option)
{
  options->policy.checksum = sums_load (kind, option);
}

void
ucp_sums_checksum (struct ucp_options *options, const char *name)
{
  set_checksum (options, sums_kind ("--checksum", name), "--checksum");
}

void
ucp_sums_verify (struct ucp_options *options)
{
  options->policy.verify = sums_load (DIGEST_XXH128, "--verify");
}

void
ucp_sums_open (struct ucp_options *options)
{
  struct copy_policy *policy = &options->policy;
  const char *name = options->manifest_name;
  if (name && !policy->checksum)
    set_checksum (options, DIGEST_SHA256, "--manifest");
  if (!policy->checksum)
    return;
  int fd = -1;
  if (name && strcmp (name, "-") != 0)
    {
      fd = open (name, O_WRONLY | O_CREAT | O_NOCTTY | O_CLOEXEC,
                 (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)
                     & ~policy->umask);
      if (fd < 0)
        {
          int open_err = errno;
          stop_die ();
          error (EXIT_FAILURE, open_err, _("cannot open manifest %s"),
                 quoteaf (name));
        }
    }
  int err
      = manifest_open (fd, digest_size (policy->checksum), &policy->manifest);
  if (err < 0)
    error (EXIT_FAILURE, -err, _("cannot start"));
}

void
ucp_sums_close (const struct ucp_options *options)
{
  if (!options->policy.manifest)
    return;
  int err = manifest_close (options->policy.manifest);
  if (err < 0)
    report_error (err, _("error writing manifest %s"),
                  options->manifest_name ? options->manifest_name : "-", NULL);
}
