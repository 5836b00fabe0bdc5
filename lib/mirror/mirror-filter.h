/* Which names take part in a mirror, and which are not to be deleted.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   The names that rules see are those in the transfer, which begin below DEST:
   a node's and a name's on the target side.  Each directory that is read is
   entered first, on the side that is read: filter-scope.h has the rules that
   hold in it from then on, and dirnode.h the place where they are kept.  What
   could not be entered must neither be read nor emptied.

   The source side decides what is transferred, the target side what is
   deleted.  */

#ifndef UU_MIRROR_FILTER_H
#define UU_MIRROR_FILTER_H

#include "tree/item.h"

/* Read the rules in NODE's directory on SIDE, which FD has open, before its
   names are.  0, or -errno, all said.  */
int mirror_filter_enter (struct worker *worker, struct dirnode *node, int fd,
                         enum side side);

/* Whether ITEM's source is left out, given whether it is a directory.
   Without memory: true, and a message.  */
bool mirror_filter_hides (const struct item *item, bool is_directory);

/* Whether ITEM's target, which the source has not, stays nevertheless, given
   whether it is a directory.  PERISHING: all of the directory that it is in is
   to go.  Without memory: true, and a message.  */
bool mirror_filter_protects (const struct item *item, bool is_directory,
                             bool perishing);

#endif /* UU_MIRROR_FILTER_H */
