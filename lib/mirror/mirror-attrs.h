/* Attributes of a mirror: what a target is to have, and giving it that.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   rsync's rules: each of mode, owner, group and times is kept by an option of
   its own; without -p what is new gets the source's mode as far as the umask
   lets it, and what was there keeps its own.  Only what differs is changed,
   always through a descriptor.  */

#ifndef UU_MIRROR_ATTRS_H
#define UU_MIRROR_ATTRS_H

#include "tree/item.h"

/* What a target is to have.  -1 in place of an owner: whatever it has.  */
struct mirror_wanted
{
  uid_t uid;
  gid_t gid;
  mode_t mode; /* MODE_BITS */
};

/* What the target of a file like SOURCE, found in or going to ITEM's
   directory, is to have.  EXISTING is what stands there if it is of the same
   kind, else NULL.  */
void mirror_attrs_want (const struct item *item, const struct statx *source,
                        const struct statx *existing,
                        struct mirror_wanted *ret_wanted);

/* A target to be given its attributes.  */
struct mirror_dressing
{
  const struct item *item;
  const struct statx *source_stx;
  struct handle source; /* fd -1: opened where it is needed */
  struct handle target;
  const struct mirror_wanted *wanted;
  const struct statx *stands; /* what it was, if its contents are not new:
                                 times are set where they differ */
  bool is_new;                /* made by us */
  bool may_have_acl;          /* that nobody asked for */

  bool changed; /* set when something was */

  /* What it has now.  */
  uid_t uid;
  gid_t gid;
  mode_t mode;
};

/* Give the target what it is to have: times, owner, extended attributes, ACL
   and mode, in this order.  Each failure is said; return false if any makes
   the mirror incomplete.  */
bool mirror_attrs_apply (struct mirror_dressing *dressing);

/* Pin what stands at ITEM's target as STX says, and look that it is that.
   Return an O_PATH descriptor, or -errno, all said.  */
int mirror_attrs_pin (const struct item *item, const struct statx *stx);

/* Whether what stands at ITEM's target and differs by bits DIFFERS is to be
   given attributes.  */
bool mirror_attrs_is_due (const struct item *item, unsigned int differs);

/* Give what stands at ITEM's target, EXISTING, which is kept, what SOURCE, like
   it, has and it lacks, DIFFERS.  Return whether it is complete.  */
bool mirror_attrs_update (const struct item *item, const struct statx *source,
                          const struct statx *existing,
                          const struct mirror_wanted *wanted);

#endif /* UU_MIRROR_ATTRS_H */
