/* Further names of a file: -H.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Who comes first with a name of a file mirrors it as any other; further ones
   become names of its copy (links.h has the table, copy-link.h makes
   them).  As with rsync, a regular file goes by the first of its names that
   stands at the target, and if none does by the last.  */

#ifndef UU_MIRROR_LINKS_H
#define UU_MIRROR_LINKS_H

#include "tree/item.h"

/* Find out whether ITEM, a file like STX, is to be mirrored by the caller.  If
   so *RET_RECORD is what mirror_links_stands () or copy_link_give_up () wants,
   or NULL; else it was dealt with, or comes back.  */
bool mirror_links_first (const struct item *item, const struct statx *stx,
                         struct link_record **ret_record);

/* The copy of ITEM, RECORD's first name, stands as TARGET.  RECORD may be
   NULL.  */
void mirror_links_stands (const struct item *item, struct link_record *record,
                          const struct statx *target);

/* Hold ITEM back, a file like STX and RECORD's first name, for nothing like it
   stands at its target: another name may have something to go by, and then no
   contents need be copied.  RECORD may be NULL.  Return whether it is held
   back: it comes again.  */
bool mirror_links_hold (const struct item *item, const struct statx *stx,
                        struct link_record *record);

/* Let go what is held back, now that nothing else is left to do.  Return
   whether there may have been any.  */
bool mirror_links_catch_up (struct worker *worker);

#endif /* UU_MIRROR_LINKS_H */
