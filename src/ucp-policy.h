/* ucp's policy: what follows from its options taken together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_POLICY_H
#define UU_UCP_POLICY_H

#include "ucp-options.h"

/* Exit with a message where OPTIONS ask for what cannot go together, or for
   what this build has not got.  */
void ucp_policy_check (const struct ucp_options *options);

/* Fill in what follows from OPTIONS and the process.  DEREFERENCE_SAID:
   whether an option told which symbolic links to follow.  */
void ucp_policy_complete (struct ucp_options *options, bool dereference_said);

#endif /* UU_UCP_POLICY_H */
