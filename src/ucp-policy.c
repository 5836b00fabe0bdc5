/* ucp's policy: what follows from its options taken together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "suite/system.h"

#include "ucp-policy.h"

#include <error.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file/attrs.h"
#include "quote.h"
#include "ucp-usage.h"

void
ucp_policy_check (const struct ucp_options *options)
{
  const struct copy_policy *policy = &options->policy;
  if (options->hard_links && options->symlinks)
    {
      error (0, 0, _("cannot make both hard and symbolic links"));
      ucp_usage (EXIT_FAILURE);
    }
  if (policy->transfer.reflink == REFLINK_ALWAYS
      && policy->transfer.sparse != SPARSE_AUTO)
    {
      error (0, 0, _("--reflink can be used only with --sparse=auto"));
      ucp_usage (EXIT_FAILURE);
    }
  if (policy->require_context
      && (policy->default_context || policy->given_context))
    error (EXIT_FAILURE, 0, _("cannot set target context and preserve it"));
  if (policy->require_context && !attrs_have_contexts ())
    error (EXIT_FAILURE, 0,
           _("cannot preserve security context without an SELinux-enabled"
             " kernel"));
  if (policy->require_xattr && !USE_XATTR)
    error (EXIT_FAILURE, 0,
           _("cannot preserve extended attributes, this program is built"
             " without xattr support"));
}

/* Contexts that are set, not preserved: -Z is stronger than -a.  */
static void
complete_context (struct copy_policy *policy)
{
  if (policy->default_context || policy->given_context)
    policy->preserve_context = false;
  if (!policy->given_context)
    return;
  int err = attrs_give_context (policy->given_context);
  if (err < 0)
    error (EXIT_FAILURE, -err,
           _("failed to set default file creation context to %s"),
           quote (policy->given_context));
}

void
ucp_policy_complete (struct ucp_options *options, bool dereference_said)
{
  struct copy_policy *policy = &options->policy;
  const struct suite_options *suite = &options->suite;
  if (!dereference_said)
    policy->dereference = policy->recursive && !options->hard_links
                              ? DEREF_NEVER
                              : DEREF_ALWAYS;
  policy->copy_as_regular = !policy->recursive || options->copy_contents;
  policy->making = options->hard_links ? MAKE_HARD_LINKS
                   : options->symlinks ? MAKE_SYMLINKS
                                       : MAKE_COPIES;
  complete_context (policy);
  policy->allow_unowned = geteuid () != 0;
  policy->posix_links = getenv ("POSIXLY_CORRECT") != NULL;
  /* A program that reads objects gets no other lines.  */
  if (suite->progress == PROGRESS_JSON && suite->stats == STATS_TEXT)
    options->suite.stats = STATS_JSON;
  policy->filter = options->filter.count > 0 ? &options->filter : NULL;
  policy->preserve_timestamps |= policy->resume;
  policy->engine = suite->engine;
  policy->workers = suite->workers;
  policy->chunk_size = suite->chunk_size;
  policy->transfer.direct = suite->direct;
  policy->transfer.nocache = suite->nocache;
  policy->transfer.preallocate = true;
  policy->transfer.ring_from = TRANSFER_RING_FROM;
  policy->transfer.polled_size = suite->chunk_size ? 0 : TRANSFER_POLLED_SIZE;
  /* Every mode is given in full while modes are preserved.  */
  policy->umask = umask (0);
  if (!policy->preserve_mode)
    umask (policy->umask);
}
