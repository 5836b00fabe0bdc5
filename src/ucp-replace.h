/* ucp's options on what stands at the destination: -b, -i, -n, -u and their
   like.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_REPLACE_H
#define UU_UCP_REPLACE_H

#include "tree/policy.h"

/* What of these options is not in the policy while they are read.  */
struct ucp_replace
{
  bool makes_backups;
  bool never;          /* -n was the last of -i and -n */
  const char *control; /* the word given to --backup, or NULL */
  const char *suffix;  /* of backups, or NULL */
};

enum
{
  UCP_REMOVE_OPTION = 512 /* --remove-destination */
};

/* Take option C with ARGUMENT, which may be NULL.  Return whether it is one
   of these.  */
bool ucp_replace_take (struct ucp_replace *replace, struct copy_policy *policy,
                       int c, const char *argument);

/* All options are read: exit with a message if these cannot go together,
   and complete POLICY.  */
void ucp_replace_complete (const struct ucp_replace *replace,
                           struct copy_policy *policy);

#endif /* UU_UCP_REPLACE_H */
