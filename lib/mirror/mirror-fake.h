/* Privileges that are faked: --fake-super.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   On a side that is faked, every struct statx of the mirror has what is stored
   with the file (fake-stat.h) from the moment the file is looked at, so that
   what compares, tells and counts sees the file that is meant.  What reads the
   text of a symbolic link, makes special files or gives attributes asks here,
   since there only the disk counts.  Nothing of this costs anything where
   neither side is faked.  */

#ifndef UU_MIRROR_FAKE_H
#define UU_MIRROR_FAKE_H

#include "mirror/mirror-attrs.h"
#include "mirror/mirror-impl.h"

/* Whether ITEM's SIDE is faked.  */
static inline bool
mirror_fake_is_on (const struct item *item, enum side side)
{
  return mirror_policy_of (item)->fake[side];
}

/* Have STX, what was found on SIDE as ITEM's name in DIRFD, be what it passes
   for.  FOLLOW says whether symbolic links were followed.  0 or -errno,
   -EBADMSG where that makes no sense.  */
int mirror_fake_look (const struct item *item, enum side side, int dirfd,
                      bool follow, struct statx *stx);

/* The same for what HANDLE has open; what is wrong is said.  */
int mirror_fake_look_at (const struct item *item, enum side side,
                         struct handle handle, struct statx *stx);

/* Say that ITEM cannot be looked at on SIDE, for the reason ERR.  */
void mirror_fake_say_unseen (const struct item *item, int err, enum side side);

/* readlink () of NAME in DIRFD, which passes for a symbolic link on SIDE; a
   real one on a TARGET that is faked has no text, for it is to be replaced. The
   length, at most SIZE, or -errno.  */
int mirror_fake_readlink (const struct item *item, enum side side, int dirfd,
                          const char *name, char *text, int size);

/* Make NAME in ITEM's target directory what is to pass for a special file, or
   for a symbolic link to TEXT if that is not NULL.  0 or -errno; then there is
   nothing.  */
int mirror_fake_make (const struct item *item, const char *name,
                      const char *text);

/* Give DRESSING's target its owner, kind and mode.  What fails is said.  */
bool mirror_fake_apply (struct mirror_dressing *dressing);

#endif /* UU_MIRROR_FAKE_H */
