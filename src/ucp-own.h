/* ucp's options that cp has not.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_UCP_OWN_H
#define UU_UCP_OWN_H

#include "ucp-options.h"

/* The rows, to be taken into OPTIONS.  */
struct suite_own ucp_own (struct ucp_options *options);

/* The part of --help that tells of them.  */
void ucp_own_usage (void);

#endif /* UU_UCP_OWN_H */
