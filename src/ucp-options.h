/* ucp's options: from the command line to a policy.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_OPTIONS_H
#define UU_UCP_OPTIONS_H

#include "suite/suite.h"
#include "tree/policy.h"
#include "ucp-replace.h"

struct ucp_options
{
  struct copy_policy policy;
  struct suite_options suite;
  struct filter filter; /* what the policy points to, if it does, */
  struct rate rate;     /*   and the same */
  struct ucp_replace replace;
  const char *files0_from;      /* a list of sources, or NULL */
  const char *target_directory; /* -t, or NULL */
  bool no_target_directory;     /* -T */
  bool strip_slashes;           /* --strip-trailing-slashes */
  bool parents;                 /* --parents */
  bool copy_contents;           /* --copy-contents: with -R too */
  bool hard_links, symlinks;    /* -l, -s */
  const char *manifest_name;    /* --manifest */
};

/* Parse ARGV; optind is then at the first operand.  Exits for --help and
   --version, and with a message when something is wrong.  */
void ucp_options_parse (struct ucp_options *ret_options, int argc, char **argv);

/* Free what ucp_options_parse () allocated.  */
void ucp_options_free (struct ucp_options *options);

#endif /* UU_UCP_OPTIONS_H */
