/* ACLs of a mirror where a side is faked.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   On a faked side the ACLs that count are those that are stored (fake-acl.h),
   and real ones are nobody's business.  Both sides are brought to the stored
   form and compared as that; mirror-xattrs.c deals with those that are real on
   both sides.  */

#ifndef UU_MIRROR_FAKE_ACLS_H
#define UU_MIRROR_FAKE_ACLS_H

#include "tree/dirnode.h"

struct mirror_fake_acls
{
  struct engine *engine;
  struct handle handle[SIDES];
  bool fake[SIDES];
  mode_t source_mode; /* what the source passes for, with its kind */
  char *value[SIDES]; /* ATTRS_VALUE_MAX bytes each, to work with, */
  char *spare;        /*   and as many again */
};

/* Whether the target says something else than the source.  1 or 0, or
   -errno.  */
int mirror_fake_acls_differ (const struct mirror_fake_acls *acls);

/* Have the target say what the source says.  1 if something had to be changed,
   0, or -errno.  */
int mirror_fake_acls_apply (const struct mirror_fake_acls *acls);

#endif /* UU_MIRROR_FAKE_ACLS_H */
