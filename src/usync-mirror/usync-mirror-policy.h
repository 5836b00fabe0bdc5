/* The policy of usync --mirror: what follows from its options together.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef UU_USYNC_MIRROR_POLICY_H
#define UU_USYNC_MIRROR_POLICY_H

#include "usync-mirror/usync-mirror-options.h"

/* What holds before any option is read.  */
void mirror_policy_init (struct mirror_policy *policy);

/* Exit with a message if OPTIONS exclude each other.  */
void mirror_policy_check (const struct mirror_options *options);

/* Fill in what follows.  The process has a umask of 0 from then on.  */
void mirror_policy_complete (struct mirror_options *options);

#endif /* UU_USYNC_MIRROR_POLICY_H */
