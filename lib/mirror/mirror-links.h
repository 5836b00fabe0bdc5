/* Further names of a file: -H.

   Copyright (C) 2026 the uringutils authors
   SPDX-License-Identifier: GPL-3.0-or-later

   Who comes first with a name of a file mirrors it as any other; further ones
   become names of its copy (links.h has the table, copy-link.h makes
   them).  */

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

#endif /* UU_MIRROR_LINKS_H */
