/* Limits: how much may be under way at once.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Requests in flight are what makes a cold copy fast, descriptors and
   memory what bounds them.  The soft limit on descriptors is raised to the
   hard one first; what is left of it is shared out among workers, their
   jobs, and directories kept open.  */

#ifndef UU_TREE_LIMITS_H
#define UU_TREE_LIMITS_H

#include "tree/policy.h"
#include "tree/worker.h"

/* Find the limits for a copy by POLICY.  */
void tree_limits_find (const struct copy_policy *policy,
                       struct limits *ret_limits);

#endif /* UU_TREE_LIMITS_H */
