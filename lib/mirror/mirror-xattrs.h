/* Extended attributes and ACLs of a mirror: -X and -A.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Unlike a copy, a mirror takes away what the source does not have.  ACLs are
   compared and carried as the kernel's own bytes.  */

#ifndef UU_MIRROR_XATTRS_H
#define UU_MIRROR_XATTRS_H

#include "mirror/mirror-attrs.h"
#include "mirror/mirror-policy.h"

/* Whether POLICY wants to know of any.  */
bool mirror_xattrs_wanted (const struct mirror_policy *policy);

/* The bits among DIFFERS_ACL and DIFFERS_XATTR by which ITEM's target differs
   from its source, both of MODE's kind.  Errors are said.  */
unsigned int mirror_xattrs_differ (const struct item *item, mode_t mode);

/* The same for the file that has the name of ITEM's target in DIRFD.  */
unsigned int mirror_xattrs_differ_in (const struct item *item, mode_t mode,
                                      int dirfd);

/* Give DRESSING's target what its source has.  Each failure is said; false if
   there was any.  */
bool mirror_xattrs_apply (struct mirror_dressing *dressing);

#endif /* UU_MIRROR_XATTRS_H */
