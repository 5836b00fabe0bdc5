/* Several sources that meet in one directory of the target.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   As in rsync, the first source that has a name is the one that is mirrored,
   but a directory comes before what is none; directories of one name are
   merged, and have the attributes of the first.
   Such sources are mirrored one after the other.  */

#ifndef UU_MIRROR_MERGE_H
#define UU_MIRROR_MERGE_H

#include "mirror/mirror-impl.h"

/* Find out whether two of MIRROR's operands meet.  0 or -ENOMEM.  */
int mirror_merge_find (struct mirror *mirror);

enum mirror_meeting
{
  MEETS_NOTHING,
  MEETS_DIRECTORY, /* another source has a directory there */
  MEETS_OTHER      /* or something else that comes before */
};

/* What another source than ITEM's, which may be a directory, has under ITEM's
   name in the transfer that comes before it or is merged with it.  */
enum mirror_meeting mirror_merge_meets (const struct item *item,
                                        bool is_directory);

#endif /* UU_MIRROR_MERGE_H */
