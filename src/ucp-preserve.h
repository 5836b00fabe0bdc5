/* ucp's --preserve: which attributes a copy keeps.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_PRESERVE_H
#define UU_UCP_PRESERVE_H

#include "tree/policy.h"

/* -p: mode, ownership and timestamps.  */
void ucp_preserve_default (struct copy_policy *policy);

/* -a: everything that can be kept here.  */
void ucp_preserve_all (struct copy_policy *policy);

/* Take LIST, attributes separated by commas, given to OPTION, which turns
   them ON or off.  Exits with a message when there is no such attribute.  */
void ucp_preserve_listed (struct copy_policy *policy, const char *option,
                          const char *list, bool on);

/* -Z, or --context=CONTEXT: have copies get the default SELinux context, or
   CONTEXT.  Where the kernel has none, the former means nothing, and the
   latter gets a warning.  */
void ucp_preserve_context (struct copy_policy *policy, const char *context);

#endif /* UU_UCP_PRESERVE_H */
